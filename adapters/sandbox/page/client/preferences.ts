import { useEffect, useState } from 'react'
import type { PageLanguage } from '../../protocol.ts'

export type Theme = 'light' | 'dark' | 'system'

/** A choice that this browser remembers. A stored value that is not known any more counts as absent. */
export function useRemembered<Value>(
  key: string,
  initial: Value,
  read: (stored: string) => Value | null,
  write: (value: Value) => string,
): [Value, (value: Value) => void] {
  const [value, setValue] = useState<Value>(() => {
    const stored = localStorage.getItem(`countersign-sandbox.${key}`)
    return (stored === null ? null : read(stored)) ?? initial
  })
  return [
    value,
    (next) => {
      localStorage.setItem(`countersign-sandbox.${key}`, write(next))
      setValue(next)
    },
  ]
}

const isLanguage = (text: string | undefined): text is PageLanguage => text === 'en' || text === 'de'
const isTheme = (text: string): text is Theme => text === 'light' || text === 'dark' || text === 'system'

export function useLanguage(): [PageLanguage, (language: PageLanguage) => void] {
  const given = document.documentElement.dataset.language
  const initial = isLanguage(given) ? given : navigator.language.startsWith('de') ? 'de' : 'en'
  const [language, setLanguage] = useRemembered<PageLanguage>(
    'language',
    initial,
    (stored) => (isLanguage(stored) ? stored : null),
    (value) => value,
  )
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return [language, setLanguage]
}

/** The chosen theme and what it means now. */
export function useTheme(): [Theme, (theme: Theme) => void, 'light' | 'dark'] {
  const [theme, setTheme] = useRemembered<Theme>(
    'theme',
    'system',
    (stored) => (isTheme(stored) ? stored : null),
    (value) => value,
  )
  const systemIsDark = useMedia('(prefers-color-scheme: dark)')
  const shown = theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme
  useEffect(() => {
    document.documentElement.dataset.theme = shown
  }, [shown])
  return [theme, setTheme, shown]
}

export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const media = matchMedia(query)
    const look = () => setMatches(media.matches)
    media.addEventListener('change', look)
    return () => media.removeEventListener('change', look)
  }, [query])
  return matches
}
