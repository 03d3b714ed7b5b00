import type { Row } from './play.ts'

const columns: readonly (readonly [string, number, (row: Row) => string | number])[] = [
  ['fault', 17, ({ fault }) => fault],
  ['seed', 8, ({ seed }) => seed],
  ['injected', 10, ({ injected }) => injected],
  ['acknowledged', 14, ({ acknowledged }) => acknowledged],
  ['events', 8, ({ events }) => events],
  ['lost', 6, ({ lost }) => lost],
  ['doubled', 9, ({ doubled }) => doubled],
  ['races', 7, ({ races }) => races],
  ['early', 7, ({ early }) => early],
  ['missed', 8, ({ missed }) => missed],
  ['wrong cards', 13, ({ wrongCards }) => wrongCards],
  ['twice in Slack', 16, ({ doublesInSlack }) => doublesInSlack],
  ['twice in Teams', 16, ({ doublesInTeams, ambiguous }) => `${doublesInTeams} of ${ambiguous}`],
  ['right after', 13, ({ rightAfter }) => `${(rightAfter / 1_000).toFixed(1)} s`],
  ['faults', 0, ({ faults }) => faults.length],
]

/** `twice in Teams`: messages beyond a card's first, of so many whose arrival nobody could know of. */
export const headings = columns.map(([name, width]) => name.padEnd(width)).join('')

export const lineOf = (row: Row): string =>
  columns.map(([, width, of]) => String(of(row)).padEnd(width)).join('')
