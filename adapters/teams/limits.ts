/**
 * The one table of what Teams accepts, and where Microsoft says so. Rendering shortens to it; tests and the sandbox
 * check with `violations.ts`. Lengths are UTF-16 units.
 */
const teams = 'https://learn.microsoft.com/microsoftteams/platform'

export const limits = {
  card: {
    source: `${teams}/bots/how-to/format-your-bot-messages`,
    /** Bytes of the message in UTF-16: about 100 KB are taken, 80 KB are advised. The rest is for the envelope. */
    bytes: 76_000,
    hardBytes: 100_000,
  },
  actions: {
    /** `maxActions` of Microsoft's host config for Teams: more primary actions than these are not shown. */
    source:
      'https://github.com/microsoft/AdaptiveCards/blob/main/samples/HostConfig/microsoft-teams-light.json',
    primary: 6,
    /** Not documented; what is longer is cut with an ellipsis on a phone. */
    title: 75,
    tooltip: 300,
  },
  refresh: {
    source: `${teams}/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views`,
    userIds: 60,
  },
  dialog: {
    /** `taskInfo.title` of the app manifest's schema. */
    source: 'https://learn.microsoft.com/microsoft-365/extensibility/schema/task-info',
    title: 64,
  },
  /** Not documented. Longer lists than these are searched by typing instead of being unfolded. */
  choices: { expanded: 10 },
  pictures: {
    /** As many as a post has; two stand side by side. */
    shown: 10,
    /** Of one alone, in pixels: a phone's width, so that words in it can be read and it does not fill a screen. */
    width: 320,
    name: 200,
  },
  /** Not documented: the notification shows about this much. */
  summary: { source: `${teams}/bots/how-to/conversations/conversation-messages`, text: 300 },
  invoke: {
    source: `${teams}/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards`,
    /** An invoke must be answered within this. */
    milliseconds: 10_000,
  },
} as const

/** What a card weighs: its JSON in UTF-16. */
export const sizeOf = (card: object): number => JSON.stringify(card).length * 2
