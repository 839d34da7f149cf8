package main

import (
	"errors"

	"jema/internal/catalogue"
	"jema/internal/jema"
)

// inFrench translates a refusal of the domain into French; other errors stay as
// they are.
func inFrench(err error) error {
	refusal, ok := errors.AsType[*jema.Error](err)
	if !ok {
		return err
	}
	voice := catalogue.In("fr")
	sentence := voice.Explain(refusal)
	for _, f := range refusal.Fields {
		sentence += " " + voice.ExplainField(f)
	}
	return frenchError{sentence, err}
}

// frenchError is a French sentence that wraps the domain's error.
type frenchError struct {
	sentence string
	err      error
}

func (s frenchError) Error() string { return s.sentence }
func (s frenchError) Unwrap() error { return s.err }
