package french

// againClause reads days that take their hours from elsewhere: « comme samedi »,
// « dimanche aussi », « le samedi sans interruption ».
type againClause struct{ *dayClause }
