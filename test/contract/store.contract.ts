import { describe } from 'vitest'
import { cardsContract } from './cards.contract.ts'
import { cardsModelContract } from './cards-model.contract.ts'
import { commitContract } from './commit.contract.ts'
import type { CreateDatabase } from './database.ts'
import { directoryContract } from './directory.contract.ts'
import { draftsContract } from './drafts.contract.ts'
import { factsContract } from './facts.contract.ts'
import { settlementContract } from './settlement.contract.ts'
import { textContract } from './text.contract.ts'
import { timersContract } from './timers.contract.ts'
import { waitingContract } from './waiting.contract.ts'

/** Everything that `Store` of `src/app/ports.ts` promises. Every implementation runs it against a real database. */
export function storeContract(create: CreateDatabase, { modelRuns = 60 } = {}): void {
  describe('commits', () => commitContract(create))
  describe('numbers, lists and facts', () => factsContract(create))
  describe('drafts and errands', () => draftsContract(create))
  describe('what is recorded about people', () => directoryContract(create))
  describe('whom requests wait for', () => waitingContract(create))
  describe('texts', () => textContract(create))
  describe('timers', () => timersContract(create))
  describe('claiming cards', () => cardsContract(create))
  describe('settling cards', () => settlementContract(create))
  describe('cards against a model', () => cardsModelContract(create, modelRuns))
}
