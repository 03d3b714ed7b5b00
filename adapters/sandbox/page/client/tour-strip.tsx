import { page } from './api.ts'
import { usePage } from './context.ts'
import { CloseIcon, PlayIcon, WarnIcon } from './icons.tsx'
import type { Texts } from './texts.ts'

const isStep = (texts: Texts, id: string): id is keyof Texts['tour']['steps'] =>
  Object.hasOwn(texts.tour.steps, id)
const isProblem = (texts: Texts, code: string): code is keyof Texts['tour']['problems'] =>
  Object.hasOwn(texts.tour.problems, code)

/** "Play the conflict": the invitation, and then the step that comes next. */
export function TourStrip() {
  const { snapshot, texts, language } = usePage()
  const { tour } = snapshot
  if (tour.status === 'running') return <RunningTour />
  if (tour.status === 'offered')
    return (
      <section className="tour offer" aria-label={texts.tour.label}>
        <div className="tour-text">
          <h2>{texts.tour.offerTitle}</h2>
          <p>{texts.tour.offerText}</p>
        </div>
        <div className="tour-actions">
          <button type="button" className="quiet" onClick={() => page.tour('close', language)}>
            {texts.tour.explore}
          </button>
          <button type="button" className="solid" onClick={() => page.tour('start', language)}>
            <PlayIcon />
            {texts.tour.play}
          </button>
        </div>
      </section>
    )
  return null
}

/** The way back into the story, once the visitor left it or saw its end. */
export function TourAgain() {
  const { snapshot, texts, language } = usePage()
  const { status } = snapshot.tour
  if (status !== 'finished' && status !== 'closed') return null
  return (
    <button type="button" className="quiet tour-again" onClick={() => page.tour('start', language)}>
      <PlayIcon />
      {status === 'finished' ? texts.tour.again : texts.tour.play}
    </button>
  )
}

function RunningTour() {
  const { snapshot, texts, language } = usePage()
  const { tour } = snapshot
  const step = tour.steps[tour.current]
  if (!step || !isStep(texts, step.id)) return null
  const appOf = (user: string) =>
    snapshot.personas.find(({ id }) => id === user)?.chat === 'teams' ? 'Teams' : 'Slack'
  const said = texts.tour.steps[step.id]
  const app = appOf(step.personas[0] ?? '')
  const isLast = tour.current === tour.steps.length - 1
  return (
    <section className="tour running" aria-label={texts.tour.label}>
      <ol className="dots" aria-hidden="true">
        {tour.steps.map((one, index) => (
          <li
            key={one.id}
            className={index < tour.current ? 'done' : index === tour.current ? 'current' : ''}
          />
        ))}
      </ol>
      <div className="tour-text" aria-live="polite">
        <h2>
          <span className="tour-count">{texts.tour.step(tour.current + 1, tour.steps.length)}</span>
          {said.title}
        </h2>
        <p>{said.text(app)}</p>
        {tour.problem !== null && isProblem(texts, tour.problem) && (
          <p className="trouble">
            <WarnIcon />
            {texts.tour.problems[tour.problem]}
          </p>
        )}
      </div>
      <div className="tour-actions">
        <button
          type="button"
          className="solid"
          disabled={tour.busy}
          onClick={() => page.tour('perform', language)}
        >
          {tour.busy ? texts.tour.working : isLast ? texts.tour.next : texts.tour.perform}
        </button>
        <button
          type="button"
          className="quiet icon"
          aria-label={texts.tour.leave}
          title={texts.tour.leave}
          onClick={() => page.tour('close', language)}
        >
          <CloseIcon />
        </button>
      </div>
    </section>
  )
}
