import type { MinuteOfDay } from '../domain/person/preferences.ts'
import { tiers } from '../domain/risk/types.ts'
import type { HomeChoice, HomeView } from './card.ts'
import { messagesIn } from './catalogue.ts'
import { offeredChats } from './chat-question.ts'
import { everything, glance, type HomeLook, type Narrowing } from './home-look.ts'
import { type ChatName, chatNames } from './moved-card.ts'
import { clockTime } from './preferences.ts'
import { limits, shorten } from './shorten.ts'
import { asPlain, type Locale, locales } from './text.ts'

/** Each in itself, so that whoever ended up in the wrong one finds the way back. */
const ownNames: Readonly<Record<Locale, string>> = { en: 'English', de: 'Deutsch' }

interface About {
  readonly locale: Locale
  readonly look: HomeLook
  /** The language that was chosen; null: as in the chat. */
  readonly chosen: Locale | null
  readonly platforms: readonly { readonly id: string; readonly name: string }[]
  /** When they get their digest; null: single messages. */
  readonly digest: MinuteOfDay | null
  /** Where their cards come, for people with several chats; null: where they were last. Absent: there is one chat only. */
  readonly chat?: ChatName | null
  /** The groups that the reader decides for. */
  readonly groups: readonly { readonly id: string; readonly name: string }[]
  /** How many requests are found over all parts. */
  readonly listed: number
}

export const isNarrowed = ({ kind, platform, tier, group, words = '' }: HomeLook): boolean =>
  words.trim() !== '' || [kind, platform, tier, group].some((each) => each !== undefined)

/** What somebody can choose about their overview: what of it is shown, and the language of everything. */
export function homeControls(about: About): NonNullable<HomeView['controls']> {
  const { look, locale, chosen } = about
  const { chats, digest, general } = messagesIn(locale)
  const { language } = general
  const finds = about.listed >= glance || isNarrowed(look)
  return {
    look,
    filters: finds ? filtersOf(about) : [],
    search: finds
      ? {
          label: asPlain(general.search),
          placeholder: asPlain(general.searchPlaceholder),
          value: look.words ?? '',
        }
      : null,
    language: choice({
      id: 'language',
      label: language.label,
      all: language.auto,
      options: locales.map((each) => [each, ownNames[each]]),
      value: chosen ?? '',
    }),
    digest: choice({
      id: 'digest',
      label: digest.label,
      all: digest.none,
      options: digestOptions(about),
      value: about.digest === null ? '' : String(about.digest),
    }),
    ...(about.chat === undefined
      ? {}
      : {
          chat: choice({
            id: 'chat',
            label: chats.label,
            all: chats.lastActive,
            options: chatOptions,
            value: about.chat ?? '',
          }),
        }),
  }
}

/** `all` is what stands for none of the options. */
function choice(given: {
  readonly id: HomeChoice['id']
  readonly label: string
  readonly all: string
  readonly options: readonly (readonly [id: string, label: string])[]
  readonly value: string | undefined
}): HomeChoice {
  const { id, label, all, options, value } = given
  return {
    id,
    label: asPlain(label),
    options: [['', all] as const, ...options].map(([option, name]) => ({
      id: option,
      label: shorten(name, limits.optionLabel),
    })),
    value: options.some(([option]) => option === value) ? (value ?? '') : '',
  }
}

function filtersOf({ locale, look, platforms, groups }: About): readonly HomeChoice[] {
  const { general, terms } = messagesIn(locale)
  const { filter } = general
  const named = (list: About['groups']) => list.map(({ id, name }) => [id, name] as const)
  const filtering = (id: Narrowing, all: string, options: readonly (readonly [string, string])[]) =>
    choice({ id, label: filter.labels[id], all, options, value: look[id] })
  return [
    filtering('kind', filter.kind.all, [
      ['post', filter.kind.post],
      ['channel', filter.kind.channel],
    ]),
    filtering('platform', filter.platform, named(platforms)),
    filtering(
      'tier',
      filter.tier,
      tiers.map((tier) => [tier, terms.tier[tier]] as const),
    ),
    ...(groups.length > 1 ? [filtering('group', filter.group, named(groups))] : []),
  ]
}

const chatOptions = offeredChats.map((chat) => [chat, chatNames[chat]] as const)

/** From six in the morning to six in the evening; whoever wants another time types it, and then it is among these. */
function digestOptions({ digest: chosen, locale }: About): readonly (readonly [id: string, label: string])[] {
  const { digest } = messagesIn(locale)
  const offered = Array.from({ length: 25 }, (_, index) => 360 + index * 30)
  const times = chosen === null || offered.includes(chosen) ? offered : [...offered, chosen]
  return times.sort((one, other) => one - other).map((time) => [String(time), digest.at(clockTime(time))])
}

/** What somebody typed who chose this in their overview: words that are read where all wishes are. */
export function homeWish(
  about: 'digest' | 'chat',
  value: string,
): { readonly about: 'digest' | 'chat'; readonly text: string } {
  if (value === '' || value === everything) return { about, text: 'off' }
  return { about, text: about === 'chat' ? value : clockTime(Number(value)) }
}
