import { z } from 'zod'
import { tiers } from '../../domain/risk/types.ts'
import { count, identifier } from './basics.ts'

const level = z.literal([1, 2, 3, 4, 5])
export const tier = z.enum(tiers)
const score = z.int().min(1).max(25)

export const screening = z.strictObject({
  likelihood: level,
  impact: level,
  score,
  tier,
  reasons: z.array(z.string()).readonly(),
})

const reason = z.strictObject({
  question: identifier,
  option: identifier,
  factor: z.enum(['likelihood', 'impact']),
  contribution: z.number(),
})

export const assessment = z.strictObject({
  questionnaire: z.strictObject({ id: identifier, version: count }),
  answers: z.record(identifier, identifier),
  complete: z.boolean(),
  judged: z.strictObject({ likelihood: level, impact: level }),
  computed: z.strictObject({ likelihood: level.nullable(), impact: level.nullable() }),
  likelihood: level,
  impact: level,
  score,
  tier,
  reasons: z.array(reason).readonly(),
  rationale: z.string(),
})
