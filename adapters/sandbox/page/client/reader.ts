import { useClient, usePage } from './context.ts'
import type { Reader } from './dates.ts'

/** The person whose client this is, as a reader of dates. */
export function useReader(): Reader {
  const { locale, timezone, texts } = useClient()
  const { now } = usePage()
  return { locale, timezone, now: now(), words: texts }
}
