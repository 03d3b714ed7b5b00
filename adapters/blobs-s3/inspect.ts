import { randomUUID } from 'node:crypto'
import type { MediaInspection } from '../../src/app/doctor.ts'
import { StoreUnavailable } from '../../src/app/ports.ts'
import { createRequests, MediaRefused, type S3Options } from './requests.ts'

/** Writes a small object, reads it, deletes it and looks for it once more: all that the program needs. Never throws. */
export async function inspectMedia(options: S3Options): Promise<MediaInspection> {
  const { name } = options.address
  const requests = createRequests(options)
  const key = `probe-${randomUUID()}`
  const bytes = Buffer.from(key)
  let step: MediaInspection['step'] = 'write'
  try {
    await requests.put(key, bytes, { once: false })
    step = 'read'
    const found = await requests.get(key)
    if (found === null || !bytes.equals(found)) return { name, step, code: 'another_answer' }
    step = 'delete'
    await requests.remove(key)
    // Without the right to list, a store says "denied" of what is not there.
    step = 'list'
    return (await requests.get(key)) === null
      ? { name, step: null, code: null }
      : { name, step: 'delete', code: 'still_there' }
  } catch (fault) {
    return { name, step, code: codeOf(fault) }
  }
}

function codeOf(fault: unknown): string {
  if (fault instanceof MediaRefused) return fault.answered
  return fault instanceof StoreUnavailable ? fault.code : 'unreadable_answer'
}
