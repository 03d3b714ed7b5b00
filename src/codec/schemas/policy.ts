import { z } from 'zod'
import { count, duration, identifier, orderedRecord } from './basics.ts'
import { tier } from './risk.ts'

const remindAt = z.array(z.number()).readonly()
const groupPolicy = z.strictObject({
  quorum: count,
  rejections: count,
  respondWithin: duration,
  remindAt,
  assign: z
    .strictObject({ how: z.enum(['rotation', 'least_loaded']), ask: count, widenAt: z.number() })
    .exactOptional(),
  stage: count.exactOptional(),
})

const route = z.strictObject({
  when: z.strictObject({
    kind: z
      .array(z.enum(['post', 'channel']))
      .readonly()
      .exactOptional(),
    platform: z.array(identifier).readonly().exactOptional(),
    tier: z.array(tier).readonly().exactOptional(),
  }),
  groups: z.array(identifier).readonly(),
})
/** A rule by its position, counted from 0. */
const rule = z.int().min(0).nullable()

export const rerouting = z.strictObject({ rule, added: orderedRecord(groupPolicy) })

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
  routing: z
    .strictObject({ rules: z.array(route).readonly(), rule, others: orderedRecord(groupPolicy) })
    .exactOptional(),
  hasty: z
    .strictObject({
      within: z.strictObject({ unit: z.literal('elapsed'), milliseconds: z.number() }),
      from: tier,
    })
    .exactOptional(),
  undo: z
    .strictObject({ within: z.strictObject({ unit: z.literal('elapsed'), milliseconds: z.number() }) })
    .exactOptional(),
})
