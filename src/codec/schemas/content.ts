import { z } from 'zod'
import { mfaMethods, personalDataLevels, postFeatures } from '../../domain/request/content.ts'
import { digest, instant } from './basics.ts'

const need = z.strictObject({ why: z.string(), ifLate: z.string() })

const media = z.strictObject({
  sha256: digest,
  name: z.string(),
  mimeType: z.string(),
  bytes: z.int().min(0),
})

const post = z.strictObject({
  kind: z.literal('post'),
  channels: z.array(z.string()).readonly(),
  text: z.string(),
  media: z.array(media).readonly(),
  link: z.string().nullable(),
  slot: instant.nullable(),
  need,
  audience: z.string(),
  features: z.array(z.enum(postFeatures)).readonly(),
})

const channel = z.strictObject({
  kind: z.literal('channel'),
  platform: z.string(),
  handle: z.string(),
  purpose: z.string(),
  need,
  audience: z.string(),
  owner: z.string(),
  deputy: z.string(),
  access: z.string(),
  mfa: z.enum(mfaMethods),
  recoveryContact: z.string(),
  tools: z.string(),
  personalData: z.enum(personalDataLevels),
  staffing: z.string(),
  retirement: z.string(),
})

export const content = z.discriminatedUnion('kind', [post, channel])
