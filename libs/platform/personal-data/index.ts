export { ForgettingGate, ForgettingUnsettled } from './forgetting-gate';
export { PersonalCommands, type SealedEvent } from './personal-commands';
export { ReadablePersons, type ReadablePersonsParts } from './readable-persons';
export { CannotOpen, comparable, newPersonKey, open, PERSON_KEY_BYTES, seal, type SealPlace } from './sealing';
