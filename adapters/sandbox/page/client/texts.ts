import type { PageLanguage } from '../../protocol.ts'
import { german } from './texts.de.ts'

/** What the page and the clients in it say. The bot's own words come from the bot. */
export const english = {
  title: 'Countersign',
  subtitle: 'Sandbox',
  skip: 'Skip to the clients',
  clock: {
    label: 'The sandbox’s clock',
    hour: '+1 hour',
    hourShort: '+1 h',
    workingDay: '+8 working hours',
    workingDayShort: '+8 work h',
    deadline: 'Next deadline',
    deadlineShort: 'Deadline',
    move: 'Move the clock',
    nothing: 'No deadline is running.',
  },
  log: 'Developer log',
  logErrors: (count: number) => (count === 1 ? '1 error' : `${count} errors`),
  language: 'Language of this page',
  theme: { label: 'Theme', light: 'Light', dark: 'Dark', system: 'Like the system' },
  reset: 'Start over',
  resetQuestion: 'Forget every request and message, and start over?',
  more: 'More',
  cancel: 'Cancel',
  people: 'Whose chat do you see?',
  peopleHint: 'Up to four side by side',
  departments: {
    marketing: 'Marketing',
    security: 'Security',
    legal: 'Legal',
    executive: 'Executives',
    other: 'Others',
  },
  kinds: {
    member: '',
    guest: 'Guest account',
    deactivated:
      'Deactivated account. Slack would have signed this person out; here you can see what happens if a click still arrives.',
    bot: 'A bot’s account',
  },
  unread: (count: number) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  connecting: 'Waiting for the bot to start …',
  lost: 'The sandbox does not answer. Is the server still running? This page keeps trying.',
  close: 'Close',
  closeColumn: (name: string) => `Put ${name} away`,
  clientOf: {
    slack: (name: string) => `Slack of ${name}`,
    teams: (name: string) => `Teams of ${name}`,
  },
  switchChat: (name: string, chat: string) => `Have ${name} read in ${chat}`,
  localeOf: (name: string) => `Language of ${name}’s client`,
  teams: {
    compose: 'Message Countersign, or type a command',
    prompts: ['new', 'mine', 'queue'],
    emptyHint: 'Type “new”, or open the ⚡ menu and choose “New post”.',
    actions: 'Actions and apps',
    message: 'Request approval',
    newPost: 'New post',
    newChannel: 'New channel',
    trouble: 'Something went wrong. Please try again.',
  },
  conversations: 'Conversations',
  home: 'Home',
  homeEmpty: 'The app shows nothing here yet.',
  app: 'APP',
  edited: '(edited)',
  onlyYou: 'Only visible to you',
  newMessages: 'New',
  today: 'Today',
  yesterday: 'Yesterday',
  tomorrow: 'Tomorrow',
  at: 'at',
  emptyDirect: 'Nothing here yet',
  emptyDirectHint: (command: string) => `Type ${command}, or open the ⚡ menu and choose “Request approval”.`,
  emptyOther: 'No messages yet.',
  replies: (count: number) => (count === 1 ? '1 reply' : `${count} replies`),
  reply: 'Reply in thread',
  thread: 'Thread',
  back: 'Back',
  composer: (name: string) => `Message ${name}`,
  composerThread: 'Reply …',
  send: 'Send',
  shortcuts: 'Shortcuts',
  requestApproval: 'Request approval',
  requestApprovalForMessage: 'Request approval',
  runs: 'Runs the command',
  notResponding: 'This app didn’t respond. Your click may not have arrived.',
  problems: {
    late: 'The app did not answer in time.',
    refused: 'The app answered with an error.',
    unreachable: 'The app could not be reached.',
    not_connected: 'No app is connected yet.',
    bad_answer: 'The app’s answer could not be understood. The developer log says why.',
    unknown: 'This is not there any more.',
  },
  trouble: 'We had some trouble connecting. Try again?',
  optional: '(optional)',
  choose: 'Choose an option',
  nothingChosen: 'None',
  choosePerson: 'Choose a person',
  addFiles: 'Add files',
  orDrop: 'or drop them here',
  remove: (name: string) => `Remove ${name}`,
  uploading: 'Uploading …',
  uploadFailed: 'The file could not be uploaded.',
  moreActions: 'More actions',
  charactersLeft: (count: number) => `${count} characters left`,
  fields: {
    required: 'Please complete this required field.',
    too_long: (limit: number) => `At most ${limit} characters.`,
    too_short: (limit: number) => `At least ${limit} characters.`,
    not_email: 'Please enter an e-mail address.',
    not_url: 'Please enter a full address, beginning with https://.',
    not_number: 'Please enter a number.',
    too_many: (limit: number) => `At most ${limit}.`,
  },
  cannotDraw: 'Slack would show something here that the sandbox cannot draw.',
  logDrawer: {
    intro: 'Every call between the bot and the emulated Slack and Teams. What they would refuse is red.',
    empty: 'Nothing yet.',
    onlyErrors: 'Errors only',
    fromBot: (chat: string) => `bot → ${chat}`,
    toBot: (chat: string) => `${chat} → bot`,
    throttle: 'Throttle Teams',
    throttled: (count: number) =>
      count === 1
        ? 'Teams answers the next message with “too many requests”.'
        : `Teams answers the next ${count} messages with “too many requests”.`,
    forbidChats: 'Forbid group chats in Teams',
    chatsForbidden: 'The bot may create no group chats: a mediation in Teams becomes a thread in a channel.',
    sent: 'Sent',
    received: 'Answered',
    milliseconds: (count: number) => `${count} ms`,
  },
  tour: {
    label: 'Guided tour',
    offerTitle: 'Marketing wants to post. Security says no. Legal says yes, if …',
    offerText: 'Play the conflict and see how it ends: in a minute, with everybody told why.',
    play: 'Play the conflict',
    explore: 'Look around by myself',
    again: 'Play it again',
    step: (current: number, all: number) => `Step ${current} of ${all}`,
    perform: 'Do it for me',
    next: 'Finish',
    working: 'Working …',
    leave: 'Leave the tour',
    problems: {
      no_button:
        'The button for this step is not there. Has the bot answered? The developer log may say more.',
      no_answer: 'The bot did not answer. The developer log says more.',
      not_accepted: 'The bot did not accept the answers. Please finish this step by hand.',
    },
    steps: {
      ask: {
        title: 'Mara asks for a post to be approved',
        text: (app: string) =>
          `In Mara’s ${app}, use the ⚡ menu or type a command, and fill in the form. Security and Legal get a card at once, each in the chat that they work in.`,
      },
      reject: {
        title: 'Sam from Security rejects it',
        text: (app: string) =>
          `Sam’s ${app} shows the exact text, and Sam assesses the risk. A “no” needs a reason, and what would make it a “yes”.`,
      },
      conditions: {
        title: 'Lena from Legal approves, with conditions',
        text: (app: string) =>
          `Lena, whose ${app} speaks German, asks for one sentence to be changed. Now the groups disagree.`,
      },
      position_mara: {
        title: 'A mediation opens. Mara says what she would accept',
        text: (app: string) =>
          `One shared conversation in ${app}, both sides next to each other. Agreement here would end it at once.`,
      },
      position_sam: {
        title: 'Sam answers',
        text: (app: string) =>
          `In ${app} Sam sees what the other side needs. Suppose they do not quite get there in time.`,
      },
      clock: {
        title: 'The time for mediation runs out',
        text: (app: string) =>
          `Nobody has to wait here: move the clock to the next deadline, past the reminders, until the executive is asked in ${app}.`,
      },
      rule: {
        title: 'Carla rules',
        text: (app: string) =>
          `Her brief in ${app} can be read in a minute: the question, both positions, what each choice means. Her ruling is final.`,
      },
      told: {
        title: 'Everybody knows, and why',
        text: (_app: string) =>
          'Look at the clients, in Slack and in Teams: the same outcome, the same reason, and what is left to do. All of it is in the ledger.',
      },
    },
  },
}
export type Texts = typeof english

export const textsOf = (language: PageLanguage): Texts => (language === 'de' ? german : english)
