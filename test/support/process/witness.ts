import { z } from 'zod'
import { decodeButton, decodeFormMetadata } from '../../../adapters/slack/button.ts'
import { words } from '../../../src/view/words.ts'

/**
 * What the bot answered to one delivery of a click. `none`: the connection broke, or the bot says that it cannot tell, so
 * nobody can know.
 */
export type Answer = 'accepted' | 'refused' | 'none'

/** One filled-in form, however often it was sent. Its number is in what was typed, and so in the ledger. */
export interface Click {
  readonly number: number
  readonly what: string
  readonly answers: Answer[]
}

/** A click on "accept the conditions", which needs no form: the only one that is known by nothing that was typed. */
export interface Acceptance {
  readonly request: string
  readonly digest: string
  readonly trigger: string
  /** When its acknowledgement arrived, in epoch milliseconds. */
  readonly at: number
}

/** What was sent to the bot and what it said, seen on the wire between Slack and the bot. */
export interface Witness {
  readonly clicks: ReadonlyMap<number, Click>
  readonly acceptances: readonly Acceptance[]
  /** How often a delivery was sent a second time although nobody clicked again. */
  repeated: number
  sent(body: string): void
  /** `answer` is the body of a 200, or null. Tells what it acknowledged: a form, an acceptance, or nothing new. */
  answered(body: string, answer: string | null): 'form' | 'acceptance' | null
}

/** What a person types so that this click is known again in the ledger. */
export const markOf = (number: number) => `click-${number};`
export const marksIn = (text: string) => [...text.matchAll(/click-(\d+);/g)].map((match) => Number(match[1]))

const payload = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('view_submission'),
    view: z.looseObject({ private_metadata: z.string(), state: z.unknown() }),
  }),
  z.looseObject({
    type: z.literal('block_actions'),
    trigger_id: z.string(),
    actions: z.array(z.looseObject({ value: z.string().optional() })).min(1),
  }),
])
type Payload = z.infer<typeof payload>

const viewAnswer = z.looseObject({
  response_action: z.string().optional(),
  errors: z.record(z.string(), z.string()).optional(),
  view: z.looseObject({ title: z.looseObject({ text: z.string() }) }).optional(),
})
const recorded: readonly string[] = [words('en').recorded, words('de').recorded]
const unknown: readonly string[] = [words('en'), words('de')].flatMap(({ faultTitle, faultField }) => [
  faultTitle,
  faultField,
])

export function createWitness(): Witness {
  const clicks = new Map<number, Click>()
  const acceptances: Acceptance[] = []
  const clickOf = (view: Extract<Payload, { type: 'view_submission' }>['view']) => {
    const [number] = marksIn(JSON.stringify(view.state))
    if (number === undefined) throw new Error('a form was sent without a mark')
    const known = clicks.get(number)
    if (known !== undefined) return known
    const purpose = decodeFormMetadata(view.private_metadata)?.purpose
    const what =
      purpose?.type === 'compose'
        ? `ask for a ${purpose.kind}`
        : purpose?.type === 'verb'
          ? purpose.verb
          : 'something else'
    const click: Click = { number, what, answers: [] }
    clicks.set(number, click)
    return click
  }
  return {
    clicks,
    acceptances,
    repeated: 0,
    sent(body) {
      const found = payloadOf(body)
      if (found?.type === 'view_submission') clickOf(found.view)
    },
    answered(body, answer) {
      const found = payloadOf(body)
      if (found?.type === 'view_submission') {
        const given = answer === null ? 'none' : answerIn(answer)
        clickOf(found.view).answers.push(given)
        return given === 'accepted' ? 'form' : null
      }
      const claim = found?.type === 'block_actions' ? decodeButton(found.actions[0]?.value) : null
      if (found?.type !== 'block_actions' || claim?.verb !== 'accept_conditions' || answer === null)
        return null
      const { request, digest } = claim
      const before = acceptances.some((one) => one.request === request && one.digest === digest)
      acceptances.push({ request, digest, trigger: found.trigger_id, at: Date.now() })
      return before ? null : 'acceptance'
    },
  }
}

function payloadOf(body: string): Payload | null {
  const text = new URLSearchParams(body).get('payload')
  const parsed = payload.safeParse(text === null ? null : JSON.parse(text))
  return parsed.success ? parsed.data : null
}

/** A form that closes, or gives way to "recorded", is accepted; one that stays, or says anything else, is not. */
function answerIn(text: string): Answer {
  const { response_action, view, errors = {} } = viewAnswer.parse(text === '' ? {} : JSON.parse(text))
  if ([view?.title.text ?? '', ...Object.values(errors)].some((said) => unknown.includes(said))) return 'none'
  if (response_action === undefined || response_action === 'clear') return 'accepted'
  return response_action === 'update' && recorded.includes(view?.title.text ?? '') ? 'accepted' : 'refused'
}
