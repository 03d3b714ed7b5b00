/** What people read in a view, apart from what only programs read. */

const forPrograms: readonly string[] = [
  'type',
  'request',
  'digest',
  'role',
  'locale',
  'tone',
  'verb',
  'subject',
  'style',
  'then',
  'kind',
  'emphasis',
  'group',
  'state',
  'person',
  'sha256',
  'mimeType',
  'url',
  'tier',
  'id',
  'action',
  'lines',
  'purpose',
  'value',
  'as',
]

/** Every piece of text in a card or a form, each as its own string. */
export function wordsOf(view: unknown, key = ''): readonly string[] {
  if (typeof view === 'string') return forPrograms.includes(key) ? [] : [view]
  if (Array.isArray(view)) return view.flatMap((each) => wordsOf(each))
  if (typeof view !== 'object' || view === null) return []
  return Object.entries(view).flatMap(([name, value]) => wordsOf(value, name))
}

/** What must never be read by a person: holes, ids, codes, and traces of programming. */
export function blemishesOf(view: unknown): readonly string[] {
  return wordsOf(view).filter(
    (text) =>
      text === '' ||
      /undefined|null|NaN|\[object|Invalid Date|\$\{|function \(|=>/.test(text) ||
      /\bid-|request-1|\bc\d\.\d|\bd\d\b/.test(text) ||
      /\b[a-z]+_[a-z_]+\b/.test(text) ||
      / {2}|\s[.,:;!?]/.test(text),
  )
}
