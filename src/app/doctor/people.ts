import { idOfTeamsChannel } from '../../config/channels.ts'
import { referenceText } from '../../config/file/people.ts'
import type { GroupConfig, MemberReference, Organisation } from '../../config/types.ts'
import type { Standing } from '../../domain/request/actor.ts'
import { type Check, ok, problem, warning } from './check.ts'
import type { ChannelInspection, PlatformInspector, ReferenceInspection } from './inspections.ts'

type Look = (reference: MemberReference) => Promise<ReferenceInspection>

/** Everybody whom the configuration names, and whether each list can do what is asked of it. */
export async function peopleChecks(
  organisation: Organisation,
  inspector: PlatformInspector,
): Promise<readonly Check[]> {
  const look = once(inspector)
  const checks: Check[] = []
  for (const group of organisation.groups) checks.push(...(await groupChecks(group, organisation, look)))
  for (const [index, { members }] of organisation.executives.entries()) {
    const title = `Executives ${index + 1}`
    const { active, found } = await listChecks({ id: 'members', title }, members, look)
    checks.push(...found, executivesCheck(title, active, found))
  }
  if (organisation.requesters !== 'everyone') {
    const subject = { id: 'members', title: 'Requesters' }
    const { active, found } = await listChecks(subject, organisation.requesters, look)
    checks.push(...found, ok(subject, `${peopleInWords(active)} may ask`))
  }
  // What Teams says about its channels is looked at with the rest of Teams.
  for (const { name, channel } of organisation.groups)
    if (channel !== null && idOfTeamsChannel(channel) === null)
      checks.push(channelCheck(name, channel, await inspector.channel(channel)))
  return checks
}

/** The same address is looked up once, however often it is named: Slack counts the calls. */
function once(inspector: PlatformInspector): Look {
  const asked = new Map<string, Promise<ReferenceInspection>>()
  return (reference) => {
    const key = referenceText(reference)
    const answer = asked.get(key) ?? inspector.reference(reference)
    asked.set(key, answer)
    return answer
  }
}

interface ListFindings {
  /** How many different people can act. */
  readonly active: number
  readonly found: readonly Check[]
  /** Some could not be looked up, so that the number may be too low. */
  readonly unsure: boolean
}

async function listChecks(
  subject: Pick<Check, 'id' | 'title'>,
  members: readonly MemberReference[],
  look: Look,
): Promise<ListFindings> {
  const active = new Set<string>()
  const found: Check[] = []
  let unsure = false
  for (const reference of members) {
    const answer = await look(reference)
    unsure ||= answer.outcome === 'failed'
    found.push(...referenceChecks(subject, reference, answer))
    if (answer.outcome !== 'found') continue
    for (const { account, standing } of answer.accounts) if (standing === 'active') active.add(account)
  }
  return { active: active.size, found, unsure }
}

function referenceChecks(
  subject: Pick<Check, 'id' | 'title'>,
  reference: MemberReference,
  answer: ReferenceInspection,
): readonly Check[] {
  const name = referenceText(reference)
  switch (answer.outcome) {
    case 'unknown':
      return [
        problem(
          subject,
          unknownInWords(reference),
          `Correct ${name} in countersign.yaml, or invite the person.`,
        ),
      ]
    case 'failed':
      return [
        warning(
          subject,
          `${name} could not be looked up`,
          'See token and scopes above; otherwise run doctor again in a minute.',
        ),
      ]
    case 'no_platform':
      return [
        problem(
          subject,
          `${name} belongs to a platform that is not connected`,
          'Name the people by e-mail address or as slack:….',
        ),
      ]
    case 'found':
      if (answer.accounts.length === 0)
        return [problem(subject, `${name} has no members`, 'Add people to the user group in Slack.')]
      return answer.accounts.flatMap((one) => standingChecks(subject, name, one.account, one.standing))
    default:
      return answer satisfies never
  }
}

function unknownInWords(reference: MemberReference): string {
  const name = referenceText(reference)
  switch (reference.type) {
    case 'email':
      return `${name}: no active account of this workspace has this confirmed address`
    case 'slack_user_group':
      return `${name}: Slack knows no such user group, or it is disabled`
    default:
      return `${name}: Slack knows no such account`
  }
}

const standings: Readonly<Record<Exclude<Standing, 'active'>, { is: string; mend: string }>> = {
  guest: {
    is: 'is a guest, and guests cannot decide',
    mend: 'Make it a full member, or name somebody else.',
  },
  external: {
    is: 'belongs to another organisation and cannot decide',
    mend: 'Name somebody of your own workspace.',
  },
  bot: { is: 'is a bot', mend: 'Name a person.' },
  deactivated: { is: 'is deactivated', mend: 'Name the person’s successor, then run countersign reload.' },
}

function standingChecks(
  subject: Pick<Check, 'id' | 'title'>,
  name: string,
  account: string,
  standing: Standing,
): readonly Check[] {
  if (standing === 'active') return []
  const { is, mend } = standings[standing]
  return [problem(subject, `${name === account ? name : `${name} (${account})`} ${is}`, mend)]
}

const peopleInWords = (count: number) => (count === 1 ? '1 person' : `${count} people`)

async function groupChecks(
  { id, name, members }: GroupConfig,
  { policy }: Organisation,
  look: Look,
): Promise<readonly Check[]> {
  const { active, found, unsure } = await listChecks({ id: 'members', title: name }, members, look)
  const subject = { id: 'quorum', title: name }
  const quorum = policy.groups[id]?.quorum ?? 1
  const rejections = policy.groups[id]?.rejections ?? 1
  const needed = Math.max(quorum, rejections)
  const can = `${peopleInWords(active)} can decide`
  if (active < needed && unsure)
    return [
      ...found,
      warning(subject, `${can} for sure; ${needed} are needed`, 'Run doctor again when Slack answers.'),
    ]
  if (active < needed)
    return [
      ...found,
      problem(
        subject,
        `${can}, and ${needed} must agree to ${active < quorum ? 'approve' : 'reject'}`,
        `Add members to the group, or lower its ${active < quorum ? 'quorum' : 'rejections'} to ${Math.max(1, active)}.`,
      ),
    ]
  if (active === needed)
    return [
      ...found,
      warning(
        subject,
        `${can}, exactly as many as must agree`,
        'Add somebody: when one of them asks or is away, the group cannot answer and executives are asked.',
      ),
    ]
  return [...found, ok(subject, `${can}; quorum ${quorum}`)]
}

function executivesCheck(title: string, active: number, found: readonly Check[]): Check {
  const subject = { id: 'executives', title }
  if (active > 0) return ok(subject, `${peopleInWords(active)} can rule`)
  return found.some(({ state }) => state === 'warning')
    ? warning(subject, 'nobody is known for sure who can rule', 'Run doctor again when Slack answers.')
    : problem(
        subject,
        'nobody can rule on a deadlock',
        'Name an active member of the workspace at this level.',
      )
}

function channelCheck(group: string, channel: string, answer: ChannelInspection): Check {
  const subject = { id: 'channel', title: group }
  switch (answer.outcome) {
    case 'member':
      return ok(subject, `the bot is in the channel ${channel}`)
    case 'not_member':
      return problem(
        subject,
        `the bot is not in the channel ${channel}`,
        'In that channel: /invite @Countersign.',
      )
    case 'archived':
      return problem(
        subject,
        `the channel ${channel} is archived`,
        'Name another channel in countersign.yaml, or none.',
      )
    case 'unknown':
      return problem(
        subject,
        `the channel ${channel} does not exist, or is private and the bot is not in it`,
        'In that channel: /invite @Countersign. Otherwise correct the id in countersign.yaml.',
      )
    case 'failed':
      return warning(
        subject,
        `the channel ${channel} could not be looked at (${answer.code})`,
        'See token and scopes above.',
      )
    default:
      return answer satisfies never
  }
}
