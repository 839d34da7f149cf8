package bench

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// faceNames are the faces as the others name them.
var faceNames = [typeset.Faces]struct {
	file, family, style string
	weight              int
}{
	typeset.Serif:       {"serif.ttf", "Source Serif 4", "normal", 400},
	typeset.SerifItalic: {"serif-italic.ttf", "Source Serif 4", "italic", 400},
	typeset.SerifBold:   {"serif-bold.ttf", "Source Serif 4", "normal", 600},
	typeset.Sans:        {"sans.ttf", "Source Sans 3", "normal", 400},
	typeset.SansBold:    {"sans-bold.ttf", "Source Sans 3", "normal", 600},
}

// writeSources puts a programme into a folder in every form in which somebody
// prints it: as a value for us, as content for gofpdf, as HTML, Typst and LaTeX
// for the others, with the same faces and photos beside.
func writeSources(dir string, p jema.Programme, content []block) error {
	value, err := p.Value()
	if err != nil {
		return err
	}
	plain, err := json.Marshal(content)
	if err != nil {
		return err
	}
	files := map[string][]byte{"value.json": value, "content.json": plain, "content.html": htmlSource(content),
		"content.typ": typstSource(content), "content.tex": latexSource(content)}
	for f, name := range faceNames {
		files[name.file] = typeset.Face(f).Data()
	}
	for _, e := range slices.Concat(p.Entries, p.Nearby) {
		if e.Photo != nil {
			files[photoFile(*e.Photo)] = e.Photo.Large
		}
	}
	for i, b := range content {
		if b.Photo != "" {
			files[b.Photo] = b.jpeg
		}
		if b.Code != nil {
			files[codeFile(i)] = codeSVG(b)
		}
	}
	for name, data := range files {
		err = errors.Join(err, os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	return err
}

func photoFile(p jema.Photo) string { return fmt.Sprintf("%x.jpg", p.SHA256[:8]) }
func codeFile(i int) string         { return fmt.Sprintf("code-%d.svg", i) }

// codeSVG draws a QR code of one unit a module.
func codeSVG(b block) []byte {
	var path strings.Builder
	for _, s := range b.Code.Dark {
		fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", s.X, s.Y, s.N, s.N)
	}
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d"><path d="%s"/></svg>`,
		b.Code.Side, b.Code.Side, path.String())
}

func tagOf(r paper.Role) string {
	switch r {
	case paper.Heading1, paper.Heading2, paper.Heading3:
		return strings.ToLower(string(r))
	}
	return "p"
}

// htmlSource is what Chromium and WeasyPrint print.
func htmlSource(content []block) []byte {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Programme</title><style>\n")
	for f, n := range faceNames {
		fmt.Fprintf(&b, "@font-face{font-family:%q;font-style:%s;font-weight:%d;src:url(%s)}\n.f%d{font:%s %d 9pt/1.35 %q}\n",
			n.family, n.style, n.weight, n.file, f, n.style, n.weight, n.family)
	}
	fmt.Fprintf(&b, "@page{size:%dmm %dmm;margin:%dmm}body{margin:0}h1,h2,h3,p{margin:0 0 "+
		"2pt;line-height:1.35}img{display:block;margin:2pt 0}\n</style></head><body>\n", pageWidthMM,
		pageHeightMM, pageMarginMM)
	for i, c := range content {
		if file := c.file(i); file != "" {
			fmt.Fprintf(&b, "<img src=%q alt=\"\" style=\"width:%.2fpt\">\n", file, points(c.Width))
			continue
		}
		fmt.Fprintf(&b, "<%s>", tagOf(c.Role))
		for _, s := range c.Spans {
			fmt.Fprintf(&b, "<span class=\"f%d\" style=\"font-size:%.2fpt\">%s</span>", s.Face, points(s.Size),
				html.EscapeString(s.Text))
		}
		fmt.Fprintf(&b, "</%s>\n", tagOf(c.Role))
	}
	b.WriteString("</body></html>\n")
	return []byte(b.String())
}

// file is the picture that a block shows, "" for words.
func (b block) file(i int) string {
	switch {
	case b.Code != nil:
		return codeFile(i)
	case b.Photo != "":
		return b.Photo
	}
	return ""
}

// typstSource is what Typst prints.
func typstSource(content []block) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "#set page(width: %dmm, height: %dmm, margin: %dmm)\n#set text(lang: \"fr\")\n#set par(leading: "+
		"0.5em, spacing: 4pt)\n#show heading: it => block(it.body)\n",
		pageWidthMM, pageHeightMM, pageMarginMM)
	quote := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ")
	for i, c := range content {
		if file := c.file(i); file != "" {
			fmt.Fprintf(&b, "#image(%q, width: %.2fpt)\n\n", file, points(c.Width))
			continue
		}
		var line strings.Builder
		for _, s := range c.Spans {
			n := faceNames[s.Face]
			fmt.Fprintf(&line, "#text(font: %q, style: %q, weight: %d, size: %.2fpt, \"%s\")", n.family, n.style, n.weight,
				points(s.Size), quote.Replace(s.Text))
		}
		if tag := tagOf(c.Role); tag != "p" {
			fmt.Fprintf(&b, "#heading(level: %s)[%s]\n\n", tag[1:], line.String())
		} else {
			b.WriteString(line.String() + "\n\n")
		}
	}
	return []byte(b.String())
}

// latexSource is what LuaLaTeX prints, in one pass.
func latexSource(content []block) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "\\documentclass{article}\n\\usepackage[paperwidth=%dmm,paperheight=%dmm,margin=%dmm]{geometry}\n"+
		"\\usepackage{fontspec,graphicx}\n\\setlength\\parindent{0pt}\\pagestyle{empty}\n",
		pageWidthMM, pageHeightMM, pageMarginMM)
	for f, n := range faceNames {
		fmt.Fprintf(&b, "\\newfontface\\face%c{%s}[Path=./]\n", 'a'+f, n.file)
	}
	b.WriteString("\\begin{document}\n")
	escape := strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "$", `\$`, "&", `\&`, "#", `\#`, "%",
		`\%`, "_", `\_`, "^", `\^{}`, "~", `\~{}`, "\n", " ")
	for _, c := range content {
		switch {
		case c.Photo != "":
			fmt.Fprintf(&b, "\\includegraphics[width=%.2fbp]{%s}\\par\n", points(c.Width), c.Photo)
		case c.Code != nil:
			side := points(c.Width) / float64(c.Code.Side)
			fmt.Fprintf(&b, "\\setlength\\unitlength{%.4fbp}\\begin{picture}(%d,%d)", side, c.Code.Side, c.Code.Side)
			for _, s := range c.Code.Dark {
				fmt.Fprintf(&b, "\\put(%d,%d){\\rule{%.4fbp}{%.4fbp}}", s.X, c.Code.Side-1-int(s.Y), side*float64(s.N), side)
			}
			b.WriteString("\\end{picture}\\par\n")
		default:
			for _, s := range c.Spans {
				fmt.Fprintf(&b, "{\\face%c\\fontsize{%.2fbp}{%.2fbp}\\selectfont %s}", 'a'+int(s.Face), points(s.Size),
					points(s.Size)*1.35, escape.Replace(s.Text))
			}
			b.WriteString("\\par\n")
		}
	}
	b.WriteString("\\end{document}\n")
	return []byte(b.String())
}
