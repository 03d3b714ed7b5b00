import { useCallback, useEffect, useRef, useState } from 'react'
import type { ChatName, FileView, PageLanguage, Snapshot } from '../../protocol.ts'
import type { Input, Inputs } from '../../slack-server/input.ts'

export const base = '/sandbox/api'

export type Problem = 'late' | 'refused' | 'unreachable' | 'not_connected' | 'bad_answer' | 'unknown'
export type FieldCode =
  | 'required'
  | 'too_long'
  | 'too_short'
  | 'not_email'
  | 'not_url'
  | 'not_number'
  | 'too_many'
export type Outcome =
  | { readonly outcome: 'done'; readonly told?: unknown }
  | { readonly outcome: 'failed'; readonly problem: Problem }
  | {
      readonly outcome: 'invalid'
      readonly problems: Readonly<Record<string, { readonly code: FieldCode; readonly limit?: number }>>
    }
  | { readonly outcome: 'errors'; readonly errors: Readonly<Record<string, string>> }

export async function post(path: string, body: object): Promise<Outcome> {
  try {
    const response = await fetch(`${base}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return await response.json()
  } catch {
    return { outcome: 'failed', problem: 'unreachable' }
  }
}

export type Place = { readonly channel: string; readonly ts: string } | { readonly view: string }

/** What one person can do in their client. */
export const act = {
  command: (user: string, channel: string, command: string, text: string) =>
    post(`people/${user}/command`, { channel, command, text }),
  shortcut: (user: string, callbackId: string) => post(`people/${user}/shortcut`, { callbackId }),
  messageShortcut: (user: string, callbackId: string, channel: string, ts: string) =>
    post(`people/${user}/messageShortcut`, { callbackId, channel, ts }),
  action: (
    user: string,
    place: Place,
    clicked: { blockId: string; actionId: string; input: Input; inputs: Inputs },
  ) => post(`people/${user}/action`, { ...place, ...clicked }),
  submit: (user: string, view: string, inputs: Inputs) => post(`people/${user}/submit`, { view, inputs }),
  close: (user: string, view: string, all: boolean) => post(`people/${user}/close`, { view, all }),
  say: (user: string, channel: string, text: string, threadTs: string | null) =>
    post(`people/${user}/say`, { channel, text, ...(threadTs === null ? {} : { threadTs }) }),
  read: (user: string, channel: string) => post(`people/${user}/read`, { channel }),
  home: (user: string) => post(`people/${user}/home`, {}),
  /** Has the person read in the other chat from now on. */
  chat: (user: string, chat: ChatName) => post(`people/${user}/chat`, { chat }),
  locale: (user: string, locale: string) => post(`people/${user}/locale`, { locale }),
  async upload(user: string, file: File): Promise<FileView | null> {
    try {
      const response = await fetch(`${base}/people/${user}/files?name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        headers: { 'content-type': file.type || 'application/octet-stream' },
        body: file,
      })
      return response.ok ? await response.json() : null
    } catch {
      return null
    }
  },
}

export const page = {
  moveClock: (to: 'hour' | 'working_day' | 'deadline') => post('clock', { to }),
  tour: (step: 'start' | 'perform' | 'close', language: PageLanguage) => post(`tour/${step}`, { language }),
  reset: () => post('reset', {}),
  /** Has Teams answer the next calls with "too many", or stops that. */
  throttle: () => post('throttle', {}),
  /** Lets the bot create group chats in Teams, or not any more. */
  groupChats: () => post('group-chats', {}),
}

export interface LogEntry {
  readonly id: number
  readonly at: number
  readonly direction: 'from_bot' | 'to_bot'
  readonly chat?: 'teams'
  readonly title: string
  readonly outcome: 'ok' | 'error'
  readonly problems: readonly string[]
  readonly milliseconds: number
  readonly sent: unknown
  readonly received: unknown
}

export async function fetchLog(): Promise<readonly LogEntry[]> {
  const response = await fetch(`${base}/log`)
  const { entries }: { entries: readonly LogEntry[] } = await response.json()
  return entries
}

/** A snapshot, and by how much the sandbox's clock is ahead of this browser's. */
export interface Live {
  readonly snapshot: Snapshot
  readonly clockOffset: number
}

/**
 * The sandbox as it is now: fetched again whenever the server says that something changed, one fetch at a time.
 * `lost` is true while the server does not answer.
 */
export function useSandbox(users: readonly string[]): { live: Live | null; lost: boolean } {
  const [live, setLive] = useState<Live | null>(null)
  const [lost, setLost] = useState(false)
  const wanted = useRef(users)
  wanted.current = users
  const state = useRef<'idle' | 'fetching' | 'again'>('idle')

  const refresh = useCallback(async () => {
    if (state.current !== 'idle') {
      state.current = 'again'
      return
    }
    do {
      state.current = 'fetching'
      try {
        const response = await fetch(`${base}/state?users=${wanted.current.join(',')}`)
        const snapshot: Snapshot = await response.json()
        setLive({ snapshot, clockOffset: snapshot.now - Date.now() })
        setLost(false)
      } catch {
        setLost(true)
      }
    } while (isAgain(state.current))
    state.current = 'idle'
  }, [])

  useEffect(() => {
    const source = new EventSource(`${base}/changes`)
    source.onmessage = refresh
    source.onerror = () => setLost(true)
    return () => source.close()
  }, [refresh])

  const key = users.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: other people's clients are fetched when they are shown.
  useEffect(() => {
    void refresh()
  }, [key, refresh])

  return { live, lost }
}

const isAgain = (state: 'idle' | 'fetching' | 'again') => state === 'again'
