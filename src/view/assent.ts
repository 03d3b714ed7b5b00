import type { Instant } from '../domain/flavour.ts'
import type { Request } from '../domain/request/state.ts'
import type { Verb } from '../domain/request/verbs.ts'
import { assentPhrases, assentSigns } from './assent-phrases.ts'
import type { NoticeCard } from './card.ts'
import type { Cast, Reader } from './cast.ts'
import { choicesOf } from './choices.ts'
import { limits, shorten } from './shorten.ts'
import { may, sightOf } from './sight.ts'
import { locales } from './text.ts'

const phrases: ReadonlySet<string> = new Set(locales.flatMap((locale) => assentPhrases[locale]))
/** Longer than any phrase with every sign behind it; what is longer is talk. */
const longest = 80
const skinTones = /[\u{1F3FB}-\u{1F3FF}]|:skin-tone-\d:/gu

/** Whether somebody who types this means to approve. Other talk is left alone, also where it begins like this. */
export function soundsLikeAssent(text: string): boolean {
  if (text.length > longest) return false
  let said = text.replace(skinTones, '').trim().toLowerCase()
  let signed = false
  for (let sign = endingSign(said); sign !== undefined; sign = endingSign(said)) {
    said = said.slice(0, said.length - sign.length).trim()
    signed = true
  }
  said = said.replace(/[.!…\s]+$/u, '').replace(/[,\s]+/gu, ' ')
  return said === '' ? signed : phrases.has(said)
}

const endingSign = (said: string) => assentSigns.find((sign) => said.endsWith(sign))

const decisions: readonly Verb[] = [
  'approve',
  'approve_with_conditions',
  'request_changes',
  'reject',
  'rule_approve',
  'rule_approve_with_conditions',
  'rule_reject',
  'rule_send_back',
]

/** What somebody is told who typed an approval: that it is none, with the card's own choices. Null who may not decide. */
export function assentNotice(request: Request, reader: Reader, cast: Cast, at: Instant): NoticeCard | null {
  const sight = sightOf(request, reader, cast, at)
  if (!may(sight, 'approve') && !may(sight, 'rule_approve')) return null
  const { assent } = sight.messages
  const choices = choicesOf(sight).filter(
    ({ verb }) => verb === 'details' || decisions.some((decision) => decision === verb),
  )
  return {
    type: 'notice',
    request: request.id,
    number: request.number,
    locale: reader.locale,
    tone: 'action',
    headline: shorten(assent.headline(sight.name), limits.headline),
    lines: [assent.decide()],
    choices,
    version: request.version,
    digest: sight.revision.digest,
  }
}
