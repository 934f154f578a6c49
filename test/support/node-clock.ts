// Moves Node's clock for `npm run test:years`: for the unit tests, and for the provider that integration tests ask.
import { moveClock } from './moved-clock.ts'

moveClock(process.env.TEST_DAYS_AHEAD)
