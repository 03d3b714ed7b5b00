export type { Message } from './screen.ts'
export { labels, saying, verbs } from './screen.ts'
export { type Stack, startStack } from './start.ts'
export * from './typed.ts'
