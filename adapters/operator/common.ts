/**
 * What somebody does who runs the program for a company. This folder belongs to the composition root: each command
 * resolves with its exit code, and gets the environment, which only `main.ts` reads.
 */
import { loadEnvironment } from '../../src/config/load.ts'
import type { MemberReference, Organisation } from '../../src/config/types.ts'
import { complain, complainAbout } from '../cli/terminal.ts'
import type { SlackUse } from '../slack/scopes.ts'
import type { DatabaseAddress } from './database.ts'

/** The environment as the process got it. */
export type Variables = Readonly<Record<string, string | undefined>>

export const defaultConfig = './countersign.yaml'

/** Where the database is; null, after saying why, where there is none to work with. */
export function databaseOrComplain(variables: Variables): DatabaseAddress | null {
  const loaded = loadEnvironment(variables)
  if (!loaded.ok) {
    complainAbout(loaded.problems, { name: 'environment', text: '' })
    return null
  }
  const { database } = loaded.value
  if (database.type === 'postgres' || database.file !== ':memory:') return database
  complain('This needs a database in a file: DATABASE_URL=sqlite:./data/countersign.db, for example.')
  return null
}

/** The groups of Entra that the organisation names, each once. */
export function entraGroups(organisation: Organisation | null): readonly string[] {
  const ids = organisation === null ? [] : listsOf(organisation).flat()
  return [...new Set(ids.flatMap((one) => (one.type === 'entra_group' ? [one.id] : [])))]
}

const listsOf = ({
  groups,
  executives,
  requesters,
}: Organisation): readonly (readonly MemberReference[])[] => [
  ...groups.map(({ members }) => members),
  ...executives.map(({ members }) => members),
  requesters === 'everyone' ? [] : requesters,
]

/** Asks for nothing that the organisation does not use; without a configuration for everything that it could. */
export function slackUse(organisation: Organisation | null): SlackUse {
  if (organisation === null) return { groupChannels: true, userGroups: true }
  const { groups } = organisation
  const lists = listsOf(organisation)
  return {
    groupChannels: groups.some(({ channel }) => channel !== null),
    userGroups: lists.flat().some(({ type }) => type === 'slack_user_group'),
  }
}
