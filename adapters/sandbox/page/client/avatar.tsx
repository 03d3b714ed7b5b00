import type { Person } from '../../protocol.ts'
import { CheckIcon } from './icons.tsx'

const initials = (name: string) =>
  name
    .split(' ')
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('')

/** A person's picture: initials on the person's colour. Decoration; the name always stands beside it. */
export function Avatar({ person, size }: { person: Pick<Person, 'name' | 'hue'>; size?: 'small' | 'large' }) {
  const isApp = person.name === 'Countersign'
  return (
    <span
      className={`avatar ${size ?? ''} ${isApp ? 'app' : ''}`}
      style={isApp ? undefined : { backgroundColor: `hsl(${person.hue} 38% var(--avatar-lightness))` }}
      aria-hidden="true"
    >
      {isApp ? <CheckIcon /> : initials(person.name)}
    </span>
  )
}
