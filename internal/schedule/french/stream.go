package french

// stream is tokens to look at, beyond whose ends there is nothing.
type stream []token
