import com.example.khipu.instantpaymentsv3.ApiClient;
import com.example.khipu.instantpaymentsv3.ApiException;
import com.example.khipu.instantpaymentsv3.api.PaymentsApi;
import com.example.khipu.instantpaymentsv3.model.PaymentCreate;
import com.example.khipu.instantpaymentsv3.model.PaymentNotification;

/** Creates, reads and deletes a payment with the generated client, and reads a notification. */
class Main {
  public static void main(String[] args) throws Exception {
    var client = new ApiClient();
    client.updateBaseUri(System.getenv("KHIPU_URL"));
    client.setRequestInterceptor(request -> request.header("x-api-key", System.getenv("KHIPU_API_KEY")));
    var payments = new PaymentsApi(client);

    var order = new PaymentCreate()
        .amount(5900.0)
        .currency(PaymentCreate.CurrencyEnum.CLP)
        .subject("Order 1042")
        .transactionId("1042");
    var created = payments.postPayment(order);
    System.out.println("created " + created.getPaymentId());

    var payment = payments.getPaymentById(created.getPaymentId());
    var amount = payment.getAmount().getActualInstance();
    System.out.println("read " + payment.getSubject() + " " + payment.getStatus() + " " + amount);

    payments.deletePaymentById(created.getPaymentId());
    System.out.println("deleted " + created.getPaymentId());

    try {
      payments.deletePaymentById(created.getPaymentId());
    } catch (ApiException refusal) {
      System.out.println("refused " + refusal.getCode());
    }

    var json = client.getObjectMapper();
    var notification = json.readValue(System.getenv("KHIPU_NOTIFICATION"), PaymentNotification.class);
    System.out.println("notified " + notification.getPaymentId() + " " + notification.getAmount());
  }
}
