/** How somebody looks at their overview, as it travels with what is shown and comes back with the next press. */
import { z } from 'zod'
import { tiers } from '../domain/risk/types.ts'

const look = z.object({
  kind: z.enum(['post', 'channel']).exactOptional(),
  platform: z.string().max(100).exactOptional(),
  tier: z.enum(tiers).exactOptional(),
  group: z.string().max(100).exactOptional(),
  words: z.string().max(200).exactOptional(),
  pages: z.partialRecord(z.enum(['waiting', 'mine', 'over', 'decided']), z.int().min(0)).exactOptional(),
})

/** Whatever does not parse means everything. */
export const lookOf = (stored: unknown): z.infer<typeof look> => look.safeParse(stored).data ?? {}
