import java.io.FileInputStream;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Prints of each PDF named which rules of its own part of PDF/UA it breaks; ends with 1 if any does. */
public class Accessible {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean broken = false;
        for (String file : files) {
            broken |= check(file);
        }
        System.exit(broken ? 1 : 0);
    }

    private static boolean check(String file) throws Exception {
        PDFAFlavour flavour = file.endsWith("-ua2.pdf") ? PDFAFlavour.PDFUA_2 : PDFAFlavour.PDFUA_1;
        try (FileInputStream in = new FileInputStream(file);
             PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            TreeMap<String, Integer> faults = new TreeMap<>();
            for (TestAssertion a : result.getTestAssertions()) {
                if (a.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = a.getRuleId().getClause() + "-" + a.getRuleId().getTestNumber() + " " + a.getMessage();
                    faults.merge(rule, 1, Integer::sum);
                }
            }
            int sum = faults.values().stream().mapToInt(Integer::intValue).sum();
            System.out.println(file + " : " + result.getTotalAssertions() + " contrôles, " + sum + (sum > 1 ? " défauts" : " défaut"));
            faults.forEach((rule, n) -> System.out.println("  " + n + " × " + rule));
            return !result.isCompliant();
        }
    }
}
