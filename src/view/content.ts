import type { ChannelContent, Content, Media, PostContent } from '../domain/request/content.ts'
import { plannedSlot } from '../domain/request/queries.ts'
import type { Change, ContentField, Fact } from './card.ts'
import { changesBetween } from './changes.ts'
import { linkTo } from './link.ts'
import { canBeMet } from './plan.ts'
import { asText, listOf, sentence, textOf } from './rich.ts'
import { routeOf } from './route.ts'
import { limits, oneLine, shorten } from './shorten.ts'
import { instant, requesterOf, type Sight } from './sight.ts'
import { asPlain, type Plain, type Rich } from './text.ts'

type Label = keyof Sight['messages']['terms']['label']

/** One thing that the requester entered. */
interface Entry {
  readonly label: Label
  readonly value: Rich
  /** `summary` stands among the facts or the need, and in the content only where it changed. */
  readonly emphasis: 'body' | 'fact' | 'summary'
}

/** First words of the content, so that people recognise the request. */
export function titleOf(sight: Sight): Plain {
  const { content } = sight.revision
  const words =
    content.kind === 'post' ? content.text : `${content.handle} (${sight.cast.platform(content.platform)})`
  return shorten(oneLine(words), limits.title)
}

/** Facts about the request, for a first impression. */
export function factsOf(sight: Sight): readonly Fact[] {
  const { content, submittedAt } = sight.revision
  const { label } = sight.messages.terms
  const fact = (of: Label, value: Rich): Fact => ({ label: asPlain(label[of]), value })
  return [
    ...(content.kind === 'post'
      ? [
          fact('channels', platformsOf(sight, content)),
          fact('slot', slotOf(sight, plannedSlot(sight.request))),
          ...canBeMet(sight),
        ]
      : [fact('platform', sentence(sight.cast.platform(content.platform)))]),
    fact('audience', sentence(content.audience)),
    ...routeOf(sight).map((value) => fact('route', value)),
    fact('requester', [requesterOf(sight), textOf(', '), instant(sight, submittedAt)]),
  ]
}

/** Why it matters to the business, and what happens if it is late. */
export function needOf(sight: Sight): readonly Fact[] {
  const { label } = sight.messages.terms
  const { why, ifLate } = sight.revision.content.need
  return [
    { label: asPlain(label.needWhy), value: sentence(why) },
    { label: asPlain(label.needIfLate), value: sentence(ifLate) },
  ]
}

/** The exact content, and word by word what changed since the last revision, also in what the facts sum up. */
export function contentOf(sight: Sight): readonly ContentField[] {
  const { label } = sight.messages.terms
  const { content } = sight.revision
  const before = sight.request.revisions.at(-2)?.content ?? null
  const earlier = before === null ? null : entriesOf(sight, before)
  const fields = entriesOf(sight, content).flatMap((entry, index): ContentField[] => {
    const changes =
      earlier === null ? null : changesBetween(asText(earlier[index]?.value ?? []), asText(entry.value))
    if (changes === null && (entry.emphasis === 'summary' || entry.value.length === 0)) return []
    return [
      {
        label: asPlain(label[entry.label]),
        value: entry.value,
        changes,
        emphasis: entry.emphasis === 'body' ? 'body' : 'fact',
      },
    ]
  })
  return [...fields, ...mediaChanges(sight, before, content)]
}

/** Always the same entries in the same order for one kind, so that two revisions can be compared one by one. */
function entriesOf(sight: Sight, content: Content): readonly Entry[] {
  const text = (label: Label, value: string): Entry => ({ label, value: sentence(value), emphasis: 'fact' })
  const summary = (label: Label, value: Rich): Entry => ({ label, value, emphasis: 'summary' })
  const common = [
    summary('audience', sentence(content.audience)),
    summary('needWhy', sentence(content.need.why)),
    summary('needIfLate', sentence(content.need.ifLate)),
  ]
  switch (content.kind) {
    case 'post':
      return [
        { label: 'text', value: sentence(content.text), emphasis: 'body' },
        { label: 'link', value: content.link === null ? [] : [linkTo(content.link)], emphasis: 'fact' },
        { label: 'features', value: featuresOf(sight, content), emphasis: 'fact' },
        summary('channels', platformsOf(sight, content)),
        summary('slot', slotOf(sight, content.slot)),
        ...common,
      ]
    case 'channel':
      return [...channelEntries(sight, content, text, summary), ...common]
    default:
      return content satisfies never
  }
}

function channelEntries(
  sight: Sight,
  content: ChannelContent,
  text: (label: Label, value: string) => Entry,
  summary: (label: Label, value: Rich) => Entry,
): readonly Entry[] {
  const { terms } = sight.messages
  return [
    text('handle', content.handle),
    { label: 'purpose', value: sentence(content.purpose), emphasis: 'body' },
    text('owner', content.owner),
    text('deputy', content.deputy),
    text('access', content.access),
    text('mfa', terms.mfa[content.mfa]),
    text('recoveryContact', content.recoveryContact),
    text('tools', content.tools),
    text('personalData', terms.personalData[content.personalData]),
    text('staffing', content.staffing),
    text('retirement', content.retirement),
    summary('platform', sentence(sight.cast.platform(content.platform))),
  ]
}

export const platformsOf = (sight: Sight, content: PostContent): Rich =>
  listOf(
    content.channels.map((channel) => [textOf(sight.cast.platform(channel))]),
    sight.locale,
  )

const featuresOf = (sight: Sight, content: PostContent): Rich => {
  const { terms } = sight.messages
  if (content.features.length === 0) return sentence(terms.nothingListed)
  return content.features.flatMap((feature, index) =>
    index === 0 ? [textOf(terms.feature[feature])] : [textOf(' · '), textOf(terms.feature[feature])],
  )
}

const slotOf = (sight: Sight, slot: number | null): Rich =>
  slot === null ? sentence(sight.messages.terms.asSoonAsApproved) : [instant(sight, slot)]

/** A file is the same only with the same bytes: another one of the same name shows as removed and added. */
function mediaChanges(sight: Sight, before: Content | null, content: Content): readonly ContentField[] {
  if (before?.kind !== 'post' || content.kind !== 'post') return []
  const has = (list: readonly Media[], { sha256 }: Media) => list.some((media) => media.sha256 === sha256)
  const line = (kind: Change['kind'], media: Media): Change => ({ kind, text: asPlain(`${media.name}\n`) })
  const changes = [
    ...before.media.filter((media) => !has(content.media, media)).map((media) => line('removed', media)),
    ...content.media.map((media) => line(has(before.media, media) ? 'same' : 'added', media)),
  ]
  if (changes.every(({ kind }) => kind === 'same')) return []
  return [
    {
      label: asPlain(sight.messages.terms.label.media),
      value: content.media.flatMap(({ name }, index) =>
        index === 0 ? [textOf(name)] : [textOf('\n'), textOf(name)],
      ),
      changes,
      emphasis: 'fact',
    },
  ]
}
