/** The organisation that ten thousand requests wait in: every one of them is due once, when its minute is over. */
import type { Deps } from '../../src/app/deps.ts'
import { createWake } from '../../src/app/wake.ts'
import type { Organisation } from '../../src/config/types.ts'
import { AccountBook } from '../support/app/account-book.ts'
import { organisation } from '../support/app/organisation.ts'
import { RecordingChat } from '../support/app/recording-chat.ts'
import { groupPolicy, policy } from '../support/domain/build.ts'

/** From its submission until a request is due, in milliseconds. */
export const respondWithin = 60_000
const minute = { unit: 'elapsed', milliseconds: respondWithin } as const
const waits = groupPolicy({ respondWithin: minute, remindAt: [] })
const rules: Partial<Organisation> = {
  policy: policy({ groups: { security: waits, legal: waits } }),
}

/** What the application needs beside its database and its clock. */
export function timerHouse(): Omit<Deps, 'store' | 'people' | 'blobs' | 'clock' | 'ids'> {
  const accounts = new AccountBook()
  for (const user of ['ada', 'sec1', 'sec2', 'legal1', 'cmo', 'ceo']) accounts.account(user)
  const house = organisation(rules)
  return {
    organisation: () => house,
    accounts: [accounts],
    chats: [new RecordingChat()],
    attachments: { fetch: async () => ({ ok: false, reason: 'not_found' }) },
    log: { info: () => {}, warn: () => {}, error: (message, fields) => console.error(message, fields) },
    wake: createWake(),
  }
}
