import { z } from 'zod'
import type { DirectoryEvent } from '../../app/ports.ts'
import { count, identifier, instant } from './basics.ts'

function eventOf<Type extends DirectoryEvent['type'], Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return z.strictObject({ type: z.literal(type), at: instant, by: identifier, ...shape })
}

const account = z.strictObject({ platform: z.enum(['slack', 'teams']), tenant: identifier, user: identifier })
const because = z.string()
const absence = { absence: count, from: instant, until: instant, delegate: identifier.nullable() }

/** Every event of the directory's ledger. Strict in both directions, like those of requests. */
export const directoryEventSchema = z.discriminatedUnion('type', [
  eventOf('went_away', absence),
  eventOf('absence_changed', absence),
  eventOf('came_back', { absence: count, because: z.enum(['back', 'replaced']) }),
  eventOf('accounts_joined', { joined: identifier, accounts: z.array(account).readonly(), because }),
  eventOf('account_parted', { account, to: identifier, because }),
])

type Fits<Value extends Expected, Expected> = Value
/** Compile-time proof that schema and domain say the same. */
export type SchemaFitsDirectory = Fits<z.output<typeof directoryEventSchema>, DirectoryEvent>
export type DirectoryFitsSchema = Fits<DirectoryEvent, z.output<typeof directoryEventSchema>>
