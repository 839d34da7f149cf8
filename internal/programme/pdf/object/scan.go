package object

import "bytes"

// operatorMemory is how many bytes the operands of one operator may take.
const operatorMemory = 8 << 20

// Scan calls with each operator of a page stream and its operands. Pictures
// within the stream are passed over. What is no operator ends it with
// ErrBroken. from and to bound the operator with its operands in the stream.
func Scan(data []byte, call func(operator string, operands []any, from, to int)) error {
	p := &parser{data: data, left: &budget{}, refer: func(int) *Object { return nil }}
	var operands []any
	from := -1
	for p.next() != 0 {
		if from < 0 {
			from = p.at
			*p.left = budget{memory: operatorMemory, work: operatorMemory}
		}
		if c := p.next(); c == '/' || c == '(' || c == '[' || c == '<' || c == '-' || c == '+' || c == '.' ||
			c >= '0' && c <= '9' {
			v, err := p.value()
			if err != nil {
				return err
			}
			operands = append(operands, v)
			continue
		}
		operator := p.word()
		switch operator {
		case "":
			return ErrBroken
		case "true", "false", "null":
			if !p.left.afford(costValue) {
				return ErrBroken
			}
			operands = append(operands, operator)
			continue
		case "ID":
			if !p.picture() {
				return ErrBroken
			}
		}
		call(operator, operands, from, p.at)
		operands, from = operands[:0], -1
	}
	return nil
}

// picture passes the bytes of a picture, up to the word after it.
func (p *parser) picture() bool {
	for at := p.at; at < len(p.data); {
		end := bytes.Index(p.data[at:], []byte("EI"))
		if end < 0 {
			return false
		}
		at += end
		after := at + 2
		if at > p.at && isSpace(p.data[at-1]) && (after == len(p.data) || isSpace(p.data[after])) {
			p.at = at
			return true
		}
		at = after
	}
	return false
}
