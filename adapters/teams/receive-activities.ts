/** What is not an invoke: messages to the bot, and the app being added or taken away. */
import type { RequestKind } from '../../src/domain/request/content.ts'
import { readCommand } from '../../src/view/commands.ts'
import { sayings } from '../../src/view/sayings.ts'
import { filesOf } from './attachments.ts'
import { accountOf } from './connector.ts'
import type { Desk } from './desk.ts'
import { localeOf } from './identity.ts'
import { commandText, firstLink } from './message-text.ts'
import type { Origin, TeamsActivity } from './payload.ts'
import { comeBack, goAway } from './receive-absence.ts'
import { writeHome } from './receive-home.ts'
import { onReaction, onRemark } from './receive-remarks.ts'
import { render } from './render.ts'
import { beginCard, menuCard } from './render-notice.ts'

/** Where this came from is where the person, and the tenant, can be reached from now on. */
export async function learn(desk: Desk, activity: TeamsActivity, origin: Origin): Promise<void> {
  const { conversations } = desk
  const { identity, place, personal, present, client } = origin
  await conversations.rememberAccount(identity, client)
  await conversations.rememberService(identity.tenant, place.serviceUrl)
  if (personal) await conversations.rememberDirect(identity, place)
  else if (present) {
    const conversation = place.conversation.replace(/;messageid=.*$/u, '')
    await conversations.rememberPlace({ ...place, conversation })
  }
  const locale = localeOf(activity.locale)
  const timezone = validTimezone(activity.localTimezone)
  if (locale !== null || timezone !== null) await conversations.rememberClient(identity, { locale, timezone })
}

/** The bot is in a chat: perhaps the one that it created, and died before it heard that it had. */
async function learnChat(
  desk: Desk,
  { conversation }: TeamsActivity,
  { identity, place }: Origin,
): Promise<void> {
  if (conversation.conversationType !== 'groupChat') return
  const members = await desk.connector.roster(place)
  const users = members.map(accountOf).filter((account) => account !== '')
  await desk.conversations.foundChat(identity.tenant, users, place.conversation)
}

function validTimezone(name: string | null | undefined): string | null {
  if (name === null || name === undefined || name === '') return null
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name
  } catch {
    return null
  }
}

/** One activity that wants no answer of its own. Never throws. */
export async function onActivity(desk: Desk, activity: TeamsActivity, origin: Origin): Promise<void> {
  try {
    await learn(desk, activity, origin)
    if (activity.type === 'message' && !desk.isRepeated(origin.key)) await onMessage(desk, activity, origin)
    if (activity.type === 'messageReaction') await onReaction(desk, activity, origin)
    if (activity.type === 'installationUpdate' && activity.action?.startsWith('add') === true) {
      if (!origin.personal) await learnChat(desk, activity, origin)
      await desk.appAdded(origin.personal ? origin.identity : null)
      if (origin.personal) await menu(desk, origin)
    }
  } catch (error) {
    desk.fault('handling an activity failed', error)
    if (activity.type === 'message') await desk.say(origin, sayings.fault(desk.locale))
  }
}

async function onMessage(desk: Desk, activity: TeamsActivity, origin: Origin): Promise<void> {
  const text = commandText(activity.text ?? '')
  const files = filesOf(activity.attachments ?? [])
  if (files.length > 0) return withFiles(desk, origin, text, files)
  const asked = readCommand(text)
  switch (asked?.does) {
    case 'compose':
      return menu(desk, origin, asked.kind)
    case 'details':
      return card(desk, origin, asked.number)
    case 'away':
      return goAway(desk, activity, origin, asked.words)
    case 'back':
      return comeBack(desk, origin)
    case 'overview':
      return writeHome(desk, origin)
    case 'prefer':
      return prefer(desk, origin, asked)
    case undefined:
      // A dialog opens at a press only: whoever types gets the buttons.
      return (await onRemark(desk, activity, origin, text)) ? undefined : menu(desk, origin)
    default:
      return asked satisfies never
  }
}

/** What can be begun here; with a kind, the way to that. */
async function menu(desk: Desk, origin: Origin, kind?: RequestKind): Promise<void> {
  const help = await desk.service.help({ identity: origin.identity })
  const card = kind === undefined ? menuCard(help, 'message') : beginCard(help, kind)
  await desk.write(origin, { card, summary: help.title })
}

async function prefer(
  desk: Desk,
  origin: Origin,
  wish: Parameters<Desk['service']['prefer']>[0]['wish'],
): Promise<void> {
  const answer = await desk.service.prefer({ identity: origin.identity, wish })
  if (answer.outcome === 'refused') return desk.say(origin, answer)
  const { locale, title, message } = answer
  await desk.say(origin, { locale, title, lines: [[{ type: 'text', text: message }]] })
}

/** One request as this person sees it. */
async function card(desk: Desk, origin: Origin, number: number): Promise<void> {
  const answer = await desk.service.details({ identity: origin.identity, number })
  if (answer.outcome === 'refused') return desk.say(origin, answer)
  await desk.write(origin, render(answer.card, desk.context))
}

/** Files that are sent to the bot become a draft, since Teams' dialogs take none. */
async function withFiles(
  desk: Desk,
  origin: Origin,
  text: string,
  files: ReturnType<typeof filesOf>,
): Promise<void> {
  const { identity } = origin
  const answer = await desk.service.composeFromMessage({ identity, text, link: firstLink(text), files })
  if (answer.outcome === 'refused') return desk.say(origin, answer)
  if (answer.fetching) await desk.service.fetchDraftFiles({ identity, draft: answer.draft })
  await menu(desk, origin)
}
