import type { CardKey, Ids } from '../../src/app/ports.ts'
import { purposeKey, recipientKey } from '../../src/codec/card-key.ts'

/** The columns of new cards, as statements take them that create several at once. */
export function cardColumns(cards: readonly CardKey[], ids: Ids) {
  return {
    ids: cards.map(() => ids.next()),
    recipients: cards.map(({ recipient }) => recipientKey(recipient)),
    purposes: cards.map(({ purpose }) => purposeKey(purpose)),
    living: cards.map(({ purpose }) => purpose.type === 'living'),
  }
}
