import { type Part, rich } from '../../rich.ts'
import type { Rich } from '../../text.ts'

/** What a person is told of their absences and of those whom they stand in for. */
export const absence = {
  title: 'Your absence',
  away: (from: Part | null, until: Part, zone: Part): Rich =>
    from === null
      ? rich`You are away until ${until} (${zone}).`
      : rich`You will be away from ${from} until ${until} (${zone}).`,
  awayByStatus: (until: Part): Rich =>
    rich`Your status says that you are away, until ${until}. Nobody stands in for you because of it.`,
  delegate: (delegate: Part, where: Part): Rich =>
    rich`${delegate} stands in for you in ${where} until then.`,
  delegateMember: (delegate: Part): Rich =>
    rich`${delegate} is asked instead of you until then, as a member of the same group.`,
  nobody: 'Nobody stands in for you. Requests wait for the other members of your groups.',
  uncovered: (groups: Part): Rich =>
    rich`Without you too few of ${groups} are there to decide: where that takes too long, the executives are asked at once.`,
  standsIn: (people: Part): Rich =>
    rich`You stand in for ${people} in that time. Nobody does while you are away: please tell them.`,
  repeated: 'The clocks show this time twice on that day. The later of the two was taken.',
  stillThere: 'You may still decide yourself at any time.',
  back: 'Welcome back. Requests come to you again, and nobody stands in for you any more.',
  cancelled: 'The absence is taken back.',
  none: 'No absence is recorded.',
  executivesOf: (level: number): string => `the executives (level ${level})`,
  change: 'Change',
  iAmBack: 'I am back',
  takeBack: 'Take it back',
  enter: 'Enter an absence',
  form: {
    title: 'Your absence',
    submit: 'Save',
    cancel: 'Cancel',
    intro: 'While you are away, requests go to whoever stands in for you.',
    from: { label: 'Away from', hint: 'Leave it empty for “from now on”.' },
    until: { label: 'Away until' },
    delegate: {
      label: 'Who stands in for you',
      hint: 'Only people whom the configuration allows are listed. Leave it empty for nobody.',
    },
  },
  nobodyEligible: 'The configuration allows nobody to stand in for you.',
  requesterLeft: (requester: Part): Rich =>
    rich`${requester}, who asked, is not in the company’s chat any more.`,
  mayWithdraw: 'If nobody needs it any more, you can withdraw it and say why.',
  ownerLeft: (requester: Part, group: Part): Rich =>
    rich`${requester}, who has left the chat; ${group} may confirm it`,
  standingInFor: (people: Part): Rich => rich`You stand in for ${people}.`,
  standInOver: (people: Part): Rich =>
    rich`You no longer stand in for ${people}, so there is nothing left for you to do here.`,
}
