import com.example.khipu.instantpaymentsv3.ApiClient;
import com.example.khipu.instantpaymentsv3.ApiException;
import com.example.khipu.instantpaymentsv3.api.BanksApi;
import com.example.khipu.instantpaymentsv3.api.PaymentsApi;
import com.example.khipu.instantpaymentsv3.api.RefundsApi;
import com.example.khipu.instantpaymentsv3.model.Bank;
import com.example.khipu.instantpaymentsv3.model.PaymentCreate;
import com.example.khipu.instantpaymentsv3.model.PaymentNotification;
import com.example.khipu.instantpaymentsv3.model.RefundCreate;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Does what it is told, line by line, with the generated client. Lines are JSON lists of texts. */
class Main {
  private static final ApiClient CLIENT = new ApiClient();

  public static void main(String[] args) throws Exception {
    CLIENT.updateBaseUri(System.getenv("KHIPU_URL"));
    CLIENT.setRequestInterceptor(request -> request.header("x-api-key", System.getenv("KHIPU_API_KEY")));
    var json = CLIENT.getObjectMapper();
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      List<String> said;
      try {
        said = answer(json.readValue(line, String[].class));
      } catch (ApiException refusal) {
        said = List.of("refused", String.valueOf(refusal.getCode()));
      }
      out.println(json.writeValueAsString(said));
    }
  }

  private static List<String> answer(String[] words) throws Exception {
    var payments = new PaymentsApi(CLIENT);
    switch (words[0]) {
      case "banks":
        var banks = new BanksApi(CLIENT).getBanks().getBanks();
        return List.of("banks", banks.stream().map(Bank::getBankId).collect(Collectors.joining(",")));
      case "create":
        var order = new PaymentCreate()
            .amount(Double.valueOf(words[1]))
            .currency(PaymentCreate.CurrencyEnum.CLP)
            .subject(words[2])
            .transactionId(words[3]);
        return List.of("created", payments.postPayment(order).getPaymentId());
      case "read":
        var payment = payments.getPaymentById(words[1]);
        return List.of(
            "payment",
            String.valueOf(payment.getStatus()),
            String.valueOf(payment.getStatusDetail()),
            payment.getAmount(),
            payment.getSubject(),
            payment.getTransactionId());
      case "refund":
        var isAll = words[2].equals("all");
        var refund = new RefundCreate().paymentId(words[1]);
        if (isAll) refund.type(RefundCreate.TypeEnum.FULL);
        else refund.type(RefundCreate.TypeEnum.PARTIAL).amount(words[2]);
        new RefundsApi(CLIENT).postRefund(refund);
        return List.of("done");
      case "void":
        payments.voidPaymentById(words[1]);
        return List.of("done");
      case "delete":
        payments.deletePaymentById(words[1]);
        return List.of("done");
      case "notification":
        var notification = CLIENT.getObjectMapper().readValue(words[1], PaymentNotification.class);
        return List.of("notification", notification.getPaymentId(), String.valueOf(notification.getAmount()));
      default:
        throw new IllegalArgumentException(words[0]);
    }
  }
}
