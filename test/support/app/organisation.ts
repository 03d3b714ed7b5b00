import { personalDigests } from '../../../src/calendar/personal-hours.ts'
import { judgementOnly } from '../../../src/config/questionnaires/index.ts'
import type { GroupConfig, MemberReference, Organisation } from '../../../src/config/types.ts'
import { policy } from '../domain/build.ts'
import { alwaysOpen } from '../domain/calendar.ts'

export const email = (user: string): MemberReference => ({ type: 'email', email: `${user}@example.com` })

export function group(id: string, members: readonly MemberReference[], parts: Partial<GroupConfig> = {}) {
  return {
    id,
    name: id,
    members,
    channel: null,
    questionnaires: { post: judgementOnly, channel: judgementOnly },
    ...parts,
  }
}

/** Security (sec1, sec2) and legal (legal1) review; cmo and then ceo rule; everybody may ask. */
export function organisation(parts: Partial<Organisation> = {}): Organisation {
  return {
    name: 'Example AG',
    timezone: 'Europe/Berlin',
    locale: 'en',
    calendar: alwaysOpen(),
    hoursIn: () => ({ next: (at) => at }),
    digestsIn: personalDigests({
      timezone: 'Europe/Berlin',
      workingHours: { mon: [{ from: 540, to: 1020 }], tue: [{ from: 540, to: 1020 }] },
      holidays: { regions: [], dates: [] },
    }),
    command: '/countersign',
    groups: [group('security', [email('sec1'), email('sec2')]), group('legal', [email('legal1')])],
    executives: [{ members: [email('cmo')] }, { members: [email('ceo')] }],
    requesters: 'everyone',
    platforms: [
      { id: 'linkedin', name: 'LinkedIn' },
      { id: 'mastodon', name: 'Mastodon' },
    ],
    policy: policy(),
    media: { maxBytes: 1_000, maxFiles: 2, links: true },
    ...parts,
  }
}
