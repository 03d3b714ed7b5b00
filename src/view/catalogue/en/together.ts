import { type Part, rich } from '../../rich.ts'
import type { Rich } from '../../text.ts'

const requests = (count: number): string => (count === 1 ? '1 request' : `${count} requests`)

/** Approving several low risks with one confirmation. Titles and buttons: at most 24 characters. */
export const together = {
  open: 'Approve several',
  openFor: (group: string): string => `Approve several for ${group}`,
  title: 'Approve several',
  intro: (group: string): Rich =>
    rich`These are low risks that you may approve for ${group} without answering questions. Read them, and pick those that you approve; nothing is picked for you.`,
  alone: (count: number): string =>
    `${count} more ${count === 1 ? 'needs your answer by itself' : 'need your answers one by one'}, because more than a low risk is at stake or a colleague had doubts.`,
  later: (count: number): string =>
    count === 1
      ? 'One more of low risk can follow afterwards.'
      : `${count} more of low risk can follow afterwards.`,
  pick: { label: 'Which of them do you approve?', hint: 'You confirm your choice on the next page.' },
  goOn: 'Continue',
  files: (count: number): string => (count === 1 ? '1 file' : `${count} files`),
  confirm: (count: number): string => `Approve ${requests(count)}`,
  confirming: (count: number, group: string): Rich =>
    rich`Approve ${requests(count)} for ${group}? Each is recorded as a decision of your own, with the note that you approved them together.`,
  request: (name: string, title: Part): Rich => rich`${name}: ${title}`,
  done: (count: number, group: string, numbers: string): string =>
    count === 0 ? 'Nothing was approved.' : `${count} approved for ${group}: ${numbers}.`,
  changed: (number: number): string => `#${number} was changed meanwhile: open it.`,
  failed: (number: number): string =>
    `#${number} could not be recorded because of a fault on our side. Please try again in a moment.`,
  refused: (number: number, happened: string, next: string): string =>
    `#${number} was not approved. ${happened} ${next}`,
  openOne: (number: number): string => `Open #${number}`,
}
