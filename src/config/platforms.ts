/** What requesters choose from where the configuration names no platforms, in the order shown. */
export const knownPlatforms: readonly { readonly id: string; readonly name: string }[] = [
  { id: 'linkedin', name: 'LinkedIn' },
  { id: 'instagram', name: 'Instagram' },
  { id: 'x', name: 'X' },
  { id: 'facebook', name: 'Facebook' },
  { id: 'youtube', name: 'YouTube' },
  { id: 'tiktok', name: 'TikTok' },
  { id: 'mastodon', name: 'Mastodon' },
  { id: 'bluesky', name: 'Bluesky' },
  { id: 'threads', name: 'Threads' },
  { id: 'blog', name: 'Blog' },
]

/** The name people know the platform by; an unknown id gets a capital letter. */
export function platformName(id: string): string {
  return knownPlatforms.find((platform) => platform.id === id)?.name ?? capitalised(id)
}

/** `press-office` becomes `Press office`. */
export function capitalised(id: string): string {
  const words = id.replaceAll(/[-_]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
