import { isJson, type Json, jsonAt, listAt, textAt } from '../../adapters/sandbox/teams-server/json.ts'
import { readButton } from '../../adapters/teams/button.ts'
import { words } from '../../src/view/words.ts'
import { type Acceptance, type Answer, type Click, marksIn } from '../support/process/witness.ts'
import { formDataOf } from '../support/stack/teams-reading.ts'

/** What was sent to the bot from Teams and what it said; see `Witness`. */
export interface TeamsWitness {
  readonly clicks: ReadonlyMap<number, Click>
  readonly acceptances: readonly Acceptance[]
  sent(activity: Json): void
  /** `answer` is the body of a 200, or null. */
  answered(activity: Json, answer: Json | null): 'form' | 'acceptance' | null
}

const recorded: readonly string[] = [words('en').recorded, words('de').recorded]
const unknown: readonly string[] = [words('en').faultTitle, words('de').faultTitle]
const submissions = ['task/submit', 'composeExtension/submitAction']
const cardType = 'application/vnd.microsoft.card.adaptive'

export function createTeamsWitness(): TeamsWitness {
  const clicks = new Map<number, Click>()
  const acceptances: Acceptance[] = []
  const clickOf = (activity: Json): Click | null => {
    if (!submissions.includes(String(activity.name))) return null
    const data = jsonAt(jsonAt(activity, 'value'), 'data')
    const [number] = marksIn(JSON.stringify(data))
    if (number === undefined) return null
    const known = clicks.get(number)
    if (known !== undefined) return known
    const press = readButton(data)
    const purpose = press?.press === 'form' ? press.form.purpose : null
    const what = purpose?.type === 'verb' ? purpose.verb : (purpose?.type ?? 'something else')
    const click: Click = { number, what: `${what} in Teams`, answers: [] }
    clicks.set(number, click)
    return click
  }
  return {
    clicks,
    acceptances,
    sent: (activity) => void clickOf(activity),
    answered(activity, answer) {
      const click = clickOf(activity)
      if (click !== null) {
        const given = answer === null ? 'none' : answerIn(answer)
        click.answers.push(given)
        return given === 'accepted' ? 'form' : null
      }
      if (activity.name !== 'adaptiveCard/action' || answer?.type !== cardType) return null
      const press = readButton(jsonAt(jsonAt(jsonAt(activity, 'value'), 'action'), 'data'))
      if (press?.press !== 'choice' || press.claim.verb !== 'accept_conditions') return null
      const { request, digest } = press.claim
      acceptances.push({ request, digest, trigger: '', at: Date.now() })
      return 'acceptance'
    },
  }
}

/** A dialog that closes, or says "recorded", has taken the form; any other has not. */
function answerIn(answer: Json): Answer {
  const task = jsonAt(answer, 'task')
  if (task.type === undefined) return 'accepted'
  const value = jsonAt(task, 'value')
  const card = jsonAt(jsonAt(value, 'card'), 'content')
  if (formDataOf(card) !== null) return 'refused'
  const [first] = listAt(card, 'body')
  const said = [textAt(value, 'title') ?? '', textAt(first ?? {}, 'text') ?? '', textOfRuns(first)]
  if (said.some((text) => unknown.includes(text))) return 'none'
  return said.some((text) => recorded.includes(text)) ? 'accepted' : 'refused'
}

const textOfRuns = (element: Json | undefined): string =>
  listAt(element ?? {}, 'inlines')
    .map((run) => (isJson(run) ? (textAt(run, 'text') ?? '') : ''))
    .join('')
