import type { RequestKind } from '../../../domain/request/content.ts'
import { rich } from '../../rich.ts'
import type { Messages } from '../en.ts'

const nouns: Readonly<Record<RequestKind | 'any', string>> = {
  post: 'Beitrag',
  channel: 'Kanal',
  any: 'Anfrage',
}
const review = (count: number): string => (count === 1 ? 'prüft' : 'prüfen')

export const route: Messages['route'] = {
  because: (groups, count, reason) => rich`Nur ${groups} ${review(count)} dies: ${reason}`,
  only: (groups, count) => rich`Nur ${groups} ${review(count)} dies`,
  reason: (kind, tiers, platforms) =>
    rich`${nouns[kind ?? 'any']}${tiers === null ? '' : rich` mit ${tiers} Risiko`}${platforms === null ? '' : rich` auf ${platforms}`}`,
  tier: { low: 'niedrigem', medium: 'mittlerem', high: 'hohem', critical: 'kritischem' },
}
