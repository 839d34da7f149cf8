package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
	"time"
)

// Received is a letter as the receiver shows it.
type Received struct {
	Number      int // counts up from 1
	MessageID   string
	From        string
	To          []string // of the envelope
	Subject     string
	Date        time.Time
	Text, HTML  string
	Attachments []Attachment
	Raw         []byte
}

// Attachment is a file that came with a letter.
type Attachment struct {
	Name, Type string
	Data       []byte
}

func parseMail(raw []byte) (Received, error) {
	msg, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return Received{}, err
	}
	var words mime.WordDecoder
	m := Received{MessageID: msg.Header.Get("Message-ID"), Raw: raw}
	if m.Subject, err = words.DecodeHeader(msg.Header.Get("Subject")); err != nil {
		return Received{}, err
	}
	if m.From, err = words.DecodeHeader(msg.Header.Get("From")); err != nil {
		return Received{}, err
	}
	if m.Date, err = msg.Header.Date(); err != nil {
		return Received{}, err
	}
	return m, m.read(textproto.MIMEHeader(msg.Header), msg.Body, 0)
}

// read takes one part in, and those within it, five deep at most.
func (m *Received) read(h textproto.MIMEHeader, body io.Reader, depth int) error {
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") && depth < 5 {
		return m.readParts(multipart.NewReader(body, params["boundary"]), depth+1)
	}
	data, err := io.ReadAll(decoded(h.Get("Content-Transfer-Encoding"), body))
	if err != nil {
		return err
	}
	disposition, names, _ := mime.ParseMediaType(h.Get("Content-Disposition")) // none: a part to be read
	switch {
	case disposition == "attachment":
		m.Attachments = append(m.Attachments, Attachment{names["filename"], kind, data})
	case kind == "text/html":
		m.HTML = string(data)
	default:
		m.Text = string(data)
	}
	return nil
}

func (m *Received) readParts(parts *multipart.Reader, depth int) error {
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = m.read(part.Header, part, depth)
		}
		if err != nil {
			return err
		}
	}
}

func decoded(encoding string, body io.Reader) io.Reader {
	switch strings.ToLower(encoding) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	}
	return body
}
