import type { GroupId } from '../../domain/flavour.ts'
import type { Actor } from '../../domain/request/actor.ts'
import { plannedSlot } from '../../domain/request/queries.ts'
import type { Refusal } from '../../domain/request/refusal.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Cast } from '../cast.ts'
import { messagesIn } from '../catalogue.ts'
import { platformsOf, titleOf } from '../content.ts'
import type { Form, FormPurpose } from '../form.ts'
import { rich, sentence, strong, textOf } from '../rich.ts'
import { limits, oneLine, shorten } from '../shorten.ts'
import { instant, requesterOf, type Sight, sightOf } from '../sight.ts'
import { asPlain, type Locale, type Plain, type Rich } from '../text.ts'
import { refusalText } from '../texts.ts'
import { words } from '../words.ts'
import { fieldIds } from './field-ids.ts'
import { choicesField } from './fields.ts'

interface About {
  readonly group: GroupId
  readonly locale: Locale
  readonly cast: Cast
  readonly actor: Actor
  readonly at: number
}

/** How much of the content stands under a title: enough to know what it is, the rest is a press away. */
const glance = 240

/** The requests that may be approved with one confirmation, in sight, none of them picked. */
export function togetherForm(
  requests: readonly Request[],
  /** How many more wait that need an answer each, and that did not fit. */
  others: { readonly alone: number; readonly later: number },
  about: About,
): Form {
  const { locale, group } = about
  const { together } = messagesIn(locale)
  const sights = requests.map((request) => sightFor(request, about))
  const picking = choicesField(
    { id: fieldIds.picked, words: together.pick, required: true },
    sights.map((sight) => ({
      id: sight.request.id,
      label: shorten(`#${sight.request.number} ${titleOf(sight)}`, limits.optionLabel),
    })),
    [],
  )
  return {
    purpose: purposeOf(requests, group, false),
    locale,
    title: asPlain(together.title),
    submit: asPlain(together.goOn),
    cancel: asPlain(messagesIn(locale).forms.cancel),
    intro: [
      together.intro(about.cast.group(group)),
      ...(others.alone === 0 ? [] : [sentence(together.alone(others.alone))]),
      ...(others.later === 0 ? [] : [sentence(together.later(others.later))]),
    ],
    sections: [
      ...sights.map((sight) => ({ title: null, about: aboutOf(sight), fields: [] })),
      { title: null, fields: [picking] },
    ],
  }
}

/** What was picked, once more, with a button that says what is done. */
export function confirmTogetherForm(requests: readonly Request[], about: About): Form {
  const { locale, group, cast } = about
  const { together, forms } = messagesIn(locale)
  const label = asPlain(together.confirm(requests.length))
  const lines = requests.map((request) => {
    const sight = sightFor(request, about)
    return together.request(sight.name, titleOf(sight))
  })
  return {
    purpose: purposeOf(requests, group, true),
    locale,
    title: label,
    submit: label,
    cancel: asPlain(forms.cancel),
    intro: [together.confirming(requests.length, cast.group(group)), ...lines],
    sections: [],
  }
}

const sightFor = (request: Request, { actor, locale, cast, at }: About): Sight =>
  sightOf(request, { role: 'reviewer', actor, locale }, cast, at)

const purposeOf = (requests: readonly Request[], group: GroupId, confirmed: boolean): FormPurpose => ({
  type: 'together',
  group,
  confirmed,
  shown: requests.map(({ id, revisions }) => ({ request: id, digest: revisions.at(-1)?.digest ?? '' })),
})

function aboutOf(sight: Sight): NonNullable<Form['sections'][number]['about']> {
  const { request, locale } = sight
  const { number } = request
  const { content } = sight.revision
  const text = content.kind === 'post' ? content.text : content.purpose
  const seen = titleOf(sight)
  const more = oneLine(text) === seen ? [] : [sentence(shorten(oneLine(text), glance))]
  return {
    request: request.id,
    details: asPlain(`${words(locale).details} #${number}`),
    lines: [rich`${strong(sight.name)} ${seen}`, factsIn(sight), ...more],
  }
}

/** Its risk, who asks, where and when it goes out, and whether there is more to it than words. */
function factsIn(sight: Sight): Rich {
  const { request, messages } = sight
  const { terms, together } = messages
  const { content } = sight.revision
  const { tier, score } = request.screening
  const slot = plannedSlot(request)
  const facts: readonly Rich[] = [
    sentence(`${terms.label.risk}: ${terms.score(terms.tier[tier], score)}`),
    [requesterOf(sight)],
    ...(content.kind === 'post'
      ? [
          slot === null ? sentence(terms.asSoonAsApproved) : [instant(sight, slot)],
          platformsOf(sight, content),
          ...(content.media.length === 0 ? [] : [sentence(together.files(content.media.length))]),
        ]
      : [sentence(sight.cast.platform(content.platform))]),
  ]
  return facts.flatMap((fact, index) => (index === 0 ? fact : [textOf(' · '), ...fact]))
}

/** What became of one of several. */
export interface ApprovedTogether {
  readonly request: Pick<Request, 'id' | 'number'>
  /** `failed`: a fault on our side; whether it was recorded is not known. */
  readonly outcome: 'approved' | 'failed' | Refusal
}

/** What became of each, and a way to those that were not approved. */
export function togetherTold(
  results: readonly ApprovedTogether[],
  { group, locale }: { readonly group: string; readonly locale: Locale },
) {
  const { together } = messagesIn(locale)
  const approved = results.filter(({ outcome }) => outcome === 'approved')
  const rest = results.filter(({ outcome }) => outcome !== 'approved')
  const numbers = approved.map(({ request }) => `#${request.number}`).join(', ')
  const told = ({ request: { number }, outcome }: ApprovedTogether): string => {
    if (outcome === 'approved' || outcome === 'failed') return together.failed(number)
    if (outcome.code === 'stale_revision') return together.changed(number)
    const [happened = [], next = []] = refusalText(outcome, locale).lines
    const text = (line: Rich) => line.map((piece) => ('text' in piece ? piece.text : '')).join('')
    return together.refused(number, text(happened), text(next))
  }
  return {
    lines: [
      sentence(together.done(approved.length, group, numbers)),
      ...rest.map((each) => sentence(told(each))),
    ],
    open: rest.map(({ request }): { readonly request: string; readonly label: Plain } => ({
      request: request.id,
      label: asPlain(together.openOne(request.number)),
    })),
  }
}
