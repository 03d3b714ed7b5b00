import { randomBytes } from 'node:crypto'
import type { Clock, Ids } from '../../src/app/ports.ts'

/** Crockford's base 32: no I, L, O or U, so that nobody misreads an identifier. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const randomBits = 80n

/**
 * ULIDs (github.com/ulid/spec): 48 bits of milliseconds, then 80 random bits, as 26 characters that sort by time.
 *
 * Within one millisecond, and while the clock stands still or goes back, the last random part is raised by a random
 * step rather than by one as the specification has it: ids still sort, and no id tells the next one.
 */
export function createIds(clock: Pick<Clock, 'now'>): Ids {
  let last = 0n
  return {
    next() {
      const fresh = (BigInt(clock.now()) << randomBits) | random(10)
      // Carrying over into the time is harmless: ids are unique and sorted, their time is nobody's evidence.
      last = fresh >> randomBits > last >> randomBits ? fresh : last + 1n + random(4)
      return encode(last)
    },
  }
}

function random(bytes: number): bigint {
  return BigInt(`0x${randomBytes(bytes).toString('hex')}`)
}

function encode(value: bigint): string {
  let text = ''
  for (let shift = 125n; shift >= 0n; shift -= 5n) text += alphabet[Number((value >> shift) & 31n)]
  return text
}
