import { z } from 'zod'
import { count, duration, orderedRecord } from './basics.ts'
import { tier } from './risk.ts'

const remindAt = z.array(z.number()).readonly()
const groupPolicy = z.strictObject({ quorum: count, rejections: count, respondWithin: duration, remindAt })

export const policy = z.strictObject({
  groups: orderedRecord(groupPolicy),
  executives: z.array(z.strictObject({ respondWithin: duration, remindAt })).readonly(),
  mediation: z.strictObject({ lasts: duration, remindAt, rounds: z.int().min(0) }),
  contest: z.strictObject({ within: duration }),
  requester: z.strictObject({ respondWithin: duration, remindAt }),
  lastExecutive: z.strictObject({ remindEvery: duration, reminders: z.int().min(0) }),
  approval: z.strictObject({ validFor: duration }),
  questionnaireFrom: tier,
  independentVotes: z.boolean(),
  undo: z
    .strictObject({ within: z.strictObject({ unit: z.literal('elapsed'), milliseconds: z.number() }) })
    .exactOptional(),
})
