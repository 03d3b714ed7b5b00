import type { PersonId } from '../../domain/flavour.ts'
import { fieldIds } from '../../view/forms.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../ports.ts'
import type { Entered, Problems } from './read-values.ts'

/** Whoever informs more people writes to a channel. */
const mostObservers = 20
/** Deliberately simple, as in the configuration: the platform's directory has the last word. */
const address = /^[^\s@<>,;:"()[\]\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/

/**
 * The people whom the requester wants to be kept informed, without the requester. Complains beside the field about what
 * is no address, about strangers, about guests and outsiders, who may not see what is not published yet, and about
 * executives, who hear only of what they are to rule on unless the configuration says otherwise.
 * Throws `LookupFailed`.
 */
export async function readObservers(
  entered: Entered,
  requester: Person,
  { directory, organisation }: Pick<Parts, 'directory' | 'organisation'>,
  problems: Problems,
): Promise<readonly PersonId[]> {
  const field = fieldIds.keepInformed
  const words = entered.text(field).split(/[\s,;]+/u)
  const named = [...new Set(words.map(toAddress).filter((word) => word !== ''))]
  if (named.length > mostObservers) {
    problems.add(field, 'too_many_people', { max: mostObservers })
    return []
  }
  const wrong = named.find((word) => !address.test(word))
  if (wrong !== undefined) problems.add(field, 'no_address', { who: wrong })
  // People are looked up over the network, and only where the rest is right.
  if (problems.any) return []
  const levels = organisation().executives.map((_, index) => directory.executivesOf(index + 1))
  const executives = (await Promise.all(levels)).flat()
  const found: PersonId[] = []
  for (const email of named) {
    const people = await directory.accountsByEmail(email)
    const member = people.find(({ standing }) => standing === 'active')
    if (member !== undefined && executives.includes(member.id))
      problems.add(field, 'is_executive', { who: member.name })
    else if (member !== undefined) found.push(member.id)
    else problems.add(field, people.length === 0 ? 'unknown_person' : 'not_a_member', { who: email })
  }
  return [...new Set(found)].filter((id) => id !== requester.id)
}

/** As mail programs copy them, `Ada <ada@example.com>`: the name is left aside word by word only where it has brackets. */
const toAddress = (word: string) =>
  word
    .trim()
    .replace(/^<|>$/gu, '')
    .replace(/^mailto:/u, '')
    .toLowerCase()
