import { createContext, useContext } from 'react'
import type { PageLanguage, Person, Snapshot, TourTarget } from '../../protocol.ts'
import type { Texts } from './texts.ts'

/** What every part of the page may know. */
export interface PageKnows {
  readonly snapshot: Snapshot
  readonly texts: Texts
  readonly language: PageLanguage
  readonly theme: 'light' | 'dark'
  /** The sandbox's clock. */
  now(): number
  /** What the tour points at; null when it does not run. */
  readonly target: TourTarget | null
  /** The shared conversation that the tour's next button is in: everybody in it looks at it. */
  readonly meeting: string | null
}

/** What every part of one person's client may know. `texts` are in the person's language. */
export interface ClientKnows {
  readonly user: string
  readonly locale: string
  readonly timezone: string
  readonly texts: Texts
  person(id: string): Person
}

export const PageContext = createContext<PageKnows | null>(null)
export const ClientContext = createContext<ClientKnows | null>(null)

export function usePage(): PageKnows {
  const page = useContext(PageContext)
  if (!page) throw new Error('outside of the page')
  return page
}

export function useClient(): ClientKnows {
  const client = useContext(ClientContext)
  if (!client) throw new Error('outside of a client')
  return client
}
