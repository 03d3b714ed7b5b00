import type { Person } from './person.ts'

/** What happens to a chat, and what is checked in it, whichever it is. */
export interface Administration {
  /** The company closes the account. */
  deactivates(person: Person): void
  reactivates(person: Person): void
  /** Puts somebody into the channel of security, where the group's card is. */
  bringsToChannel(person: Person): void
  /** From now on these people are legal. */
  formsLegal(people: readonly Person[]): void
  /** The chat cannot say who somebody is, or who is in a group, until it is mended. */
  breaks(what: 'people' | 'groups'): void
  mends(): void
  /** Nothing that the chat was given pings, links, hides or reorders; these people may be mentioned. */
  expectInert(people: readonly Person[]): void
}

/** The same for all chats at once: a chat leaves people alone whom it does not know. */
export function administration(...sides: readonly Administration[]): Administration {
  const each = (does: (side: Administration) => void) => {
    for (const side of sides) does(side)
  }
  return {
    deactivates: (person) => each((side) => side.deactivates(person)),
    reactivates: (person) => each((side) => side.reactivates(person)),
    bringsToChannel: (person) => each((side) => side.bringsToChannel(person)),
    formsLegal: (people) => each((side) => side.formsLegal(people)),
    breaks: (what) => each((side) => side.breaks(what)),
    mends: () => each((side) => side.mends()),
    expectInert: (people) => each((side) => side.expectInert(people)),
  }
}
