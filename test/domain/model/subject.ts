import { decide } from '../../../src/domain/request/decide.ts'
import { evolve } from '../../../src/domain/request/evolve.ts'
import { nextDueAt } from '../../../src/domain/request/queries.ts'

/** What is under test: the product's own functions, or a version of them with a planted bug. */
export interface Subject {
  readonly decide: typeof decide
  readonly evolve: typeof evolve
  readonly nextDueAt: typeof nextDueAt
}

export const product: Subject = { decide, evolve, nextDueAt }
