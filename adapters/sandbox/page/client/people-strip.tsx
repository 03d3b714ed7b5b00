import { Avatar } from './avatar.tsx'
import { usePage } from './context.ts'

const departments = ['marketing', 'security', 'legal', 'executive', 'other'] as const

/** Everybody in the workspace; a click shows or hides that person's client, on a phone it switches to it. */
export function PeopleStrip(props: { visible: readonly string[]; toggle: (user: string) => void }) {
  const { snapshot, texts, language } = usePage()
  return (
    <nav className="people" aria-label={texts.people}>
      {departments.map((department) => (
        <div key={department} className="people-group">
          <span className="people-label" id={`department-${department}`}>
            {texts.departments[department]}
          </span>
          <ul aria-labelledby={`department-${department}`}>
            {snapshot.personas
              .filter((persona) => persona.department === department)
              .map((persona) => (
                <li key={persona.id}>
                  <button
                    type="button"
                    className={`person ${persona.kind} ${persona.chat}`}
                    aria-pressed={props.visible.includes(persona.id)}
                    title={`${persona.name}, ${persona.title[language]}`}
                    onClick={() => props.toggle(persona.id)}
                  >
                    <Avatar person={persona} size="small" />
                    <span>{persona.name.split(' ')[0]}</span>
                    {persona.unread > 0 && (
                      <span className="badge">
                        <span aria-hidden="true">{persona.unread}</span>
                        <span className="unseen">{texts.unread(persona.unread)}</span>
                      </span>
                    )}
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
