package booking

import "context"

// Round is one round of upkeep, reminders and erasure included.
func (u *Upkeep) Round(ctx context.Context) {
	u.round(ctx)
	u.remind(ctx)
	u.erase(ctx)
}
