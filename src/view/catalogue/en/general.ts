import { rich } from '../../rich.ts'
import type { Rich } from '../../text.ts'

/** Overview, confirmations and help. */
export const general = {
  greeting: (name: string): string => (name === '' ? 'Hello' : `Hello ${name}`),
  waiting: 'Waiting for you',
  waitingEmpty: 'Nothing is waiting for you. Enjoy the quiet.',
  mine: 'Your requests',
  mineEmpty: 'None of your requests is open.',
  over: 'Finished',
  overEmpty: 'None of your requests is finished yet.',
  decided: 'Decided lately',
  decidedEmpty: 'You have not decided anything yet. What you decide stays in sight here.',
  nothingFound: 'Nothing matches. Choose “All” or empty the search to see everything.',
  paging: (from: number, to: number, total: number): string => `${from} to ${to} of ${total}`,
  pagingLeast: (from: number, to: number, total: number): string => `${from} to ${to} of more than ${total}`,
  showMore: 'Show more',
  showPrevious: 'Back',
  search: 'Search in titles, or by number',
  searchPlaceholder: 'Words, or 142',
  filter: {
    labels: { kind: 'Kind', platform: 'Platform', tier: 'Risk', group: 'Group' },
    kind: { all: 'All kinds', post: 'Posts', channel: 'Channels' },
    platform: 'All platforms',
    tier: 'All risks',
    group: 'All my groups',
  },
  language: { label: 'My language', auto: 'As in the chat' },
  newPost: 'New post',
  newChannel: 'New channel',
  done: {
    submitted: (number: number): string =>
      `Request #${number} is submitted. You will be told as soon as something happens.`,
    revised: (number: number): string => `The new revision of request #${number} is submitted.`,
    decided: (number: number): string => `Your decision on request #${number} is recorded.`,
    undone: (number: number): string =>
      `It is taken back: what you had just done on request #${number} no longer counts.`,
    ruled: (number: number): string =>
      `Your ruling on request #${number} is recorded. Everyone concerned will be told.`,
    recorded: (number: number): string => `This is recorded for request #${number}.`,
  },
  helpTitle: 'Countersign in short',
  help: (command: string): readonly Rich[] => [
    rich`Countersign gets posts and new channels approved: the groups concerned assess the risk and decide, and every step is on record.`,
    rich`${command} post: ask for a post to be approved`,
    rich`${command} channel: ask for a new channel to be approved`,
    rich`${command} mine: what waits for you, and your requests`,
    rich`${command} away until Friday, delegate @name: say that you are away, and who stands in for you`,
    rich`${command} back: end it`,
    rich`${command} 142: show request number 142`,
    rich`${command} hours 09:00-17:00: when reminders may reach you, by your own clock; hours off for the organisation’s working hours`,
    rich`${command} digest 09:00: one message a working day with all that waits for you, instead of single ones; digest off for single ones`,
    rich`${command} help: show this text`,
    rich`Where groups disagree, both sides first try to find an agreement. If they cannot, an executive decides. Silence never approves.`,
  ],
}
