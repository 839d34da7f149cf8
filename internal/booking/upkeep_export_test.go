package booking

import "context"

// Round is one round of upkeep.
func (u *Upkeep) Round(ctx context.Context) { u.round(ctx) }
