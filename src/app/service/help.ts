import { helpText } from '../../view/cards.ts'
import type { Parts } from '../parts.ts'
import type { Service } from '../service.ts'
import { offersFor } from './drafts.ts'

/** Help needs no authority, so it is given to anybody, and also while the directory does not answer. */
export function help(parts: Parts): Service['help'] {
  return async ({ identity }) => {
    const identified = await parts.directory.actingPersonOf(identity)
    const locale = identified.ok ? identified.person.locale : identified.locale
    const help = { locale, ...helpText(parts.organisation().command, locale) }
    if (!identified.ok || identified.person.standing !== 'active') return help
    // The way in must open even while the database is in trouble.
    const drafts = await offersFor(parts, identified.person).catch(() => [])
    return { ...help, drafts }
  }
}
