import type { Store, WaitingNote } from '../../../../src/app/ports.ts'
import { recipientKey } from '../../../../src/codec/card-key.ts'
import { storableText } from '../../../../src/codec/text.ts'
import type { RequestRecord, Tables } from './tables.ts'

type Waiting = Pick<Store, 'readAll' | 'waitingFor' | 'noteWaiting' | 'decidedBy' | 'redrawOpen'>

const isDecision = (type: string) => type === 'decided' || type === 'ruled'

/** For whom requests wait, what somebody decided, and somebody's cards drawn again. */
export function memoryWaiting(tables: Tables): Waiting {
  const open = () => [...tables.requests.values()].filter(({ summary }) => summary.open)
  const isUnread = ({ waiting, events }: RequestRecord) =>
    waiting === undefined || waiting.version < events.length
  return {
    readAll: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const events = tables.requests.get(id)?.events
          return events === undefined ? [] : [[id, [...events]] as const]
        }),
      ),
    async waitingFor({ keys, limit }) {
      const far = Number.POSITIVE_INFINITY
      const noted = open().flatMap(({ summary, waiting }) => {
        const dues = (waiting?.waits ?? []).filter(({ key }) => keys.includes(key)).map(({ dueAt }) => dueAt)
        return dues.length === 0 ? [] : [{ ...summary, dueAt: Math.min(...dues) }]
      })
      const unread = open()
        .filter(isUnread)
        .map(({ summary }) => summary)
      return {
        noted: noted.sort((a, b) => a.dueAt - b.dueAt || a.number - b.number).slice(0, limit),
        unread: unread
          .sort((a, b) => (a.deadline ?? far) - (b.deadline ?? far) || 0 || a.number - b.number)
          .slice(0, limit),
      }
    },
    async noteWaiting(notes: readonly WaitingNote[]) {
      for (const { request, version, waits } of notes) {
        const record = tables.requests.get(request)
        for (const { key } of waits) storableText(key, 'whom a request waits for')
        if (record?.events.length === version) record.waiting = { version, waits }
      }
    },
    async decidedBy(people, limit) {
      const found = [...tables.requests].flatMap(([request, { events }]) => {
        const times = events.flatMap(({ event }) =>
          isDecision(event.type) && people.includes(event.by) ? [event.at] : [],
        )
        return times.length === 0 ? [] : [{ request, last: Math.max(...times) }]
      })
      return found
        .sort((a, b) => b.last - a.last || (a.request < b.request ? 1 : -1))
        .slice(0, limit)
        .map(({ request }) => request)
    },
    async redrawOpen(recipients, at) {
      const chosen = recipients.map(recipientKey)
      const again = { redraw: 1, shown: null, parked: false, held: false, attempts: 0, nextAttemptAt: at }
      for (const card of tables.cards)
        if (card.living && chosen.includes(card.recipient) && tables.requests.get(card.request)?.summary.open)
          Object.assign(card, again)
    },
  }
}
